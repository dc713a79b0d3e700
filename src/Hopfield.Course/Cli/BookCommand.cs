using System.CommandLine;
using System.Globalization;
using System.Text;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary><c>book</c>: the course, or some of its chapters, as one PDF and one epub.</summary>
internal static class BookCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Option<string?> repository = SiteCommand.Repository(), address = SiteCommand.Address();
        Option<DirectoryInfo?> to = TeachCommands.To("artifacts/book");
        var command = new Command("book", "Write the chapters as they are committed as one book, an epub and a PDF, with answers, an index of symbols and terms, and references. The PDF needs Chromium, Chrome or Edge.")
        {
            repository, address, to,
        };
        var run = new ChapterRun(command);
        command.SetAction((parsed, token) => CourseCommand.GuardAsync(parsed, async () =>
        {
            CourseTree tree = run.Tree(parsed);
            IReadOnlyList<Chapter> chapters = run.Wanted(parsed, tree);
            Hosting hosting = await Hosting.FindAsync(tree.Root, parsed.GetValue(repository), parsed.GetValue(address), token);
            Book book = Book.Of(tree, hosting, chapters);
            byte[]? cover = File.Exists(tree.Landscape) ? await File.ReadAllBytesAsync(tree.Landscape, token) : null;
            string name = BookFiles.Name(chapters.Count == tree.Chapters.Count ? [] : chapters), folder = parsed.GetValue(to)?.FullName ?? tree.Book;
            TextWriter output = parsed.InvocationConfiguration.Output;

            await WriteAsync(".epub", Epub.Write(book, Style("book.css"), cover), "");

            string program = Chromium.Find() ?? throw new NotebookException($"The PDF was not written: it needs Chromium, Chrome or Edge, which were not found; {Chromium.Variable} can name one. The epub was.");
            (byte[] pdf, int pages) = await PrintAsync(book, cover, program, token);
            await WriteAsync(".pdf", pdf, $"{pages} pages, ");
            return 0;

            Task WriteAsync(string ending, byte[] content, string more)
            {
                string file = Path.Combine(folder, name + ending);
                AtomicFile.Write(file, content);
                return output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file} · {more}{content.Length / 1e6:0.0} MB"));
            }
        }));
        return command;
    }

    private static async Task<(byte[] Pdf, int Pages)> PrintAsync(Book book, byte[]? cover, string program, CancellationToken cancellationToken)
    {
        try
        {
            return await BookPdf.PrintAsync(BookPdf.Text(book, Style("book.css") + Style("print.css"), cover), program, cancellationToken);
        }
        catch (IOException error)
        {
            throw new NotebookException($"The PDF was not written: {error.Message}", error);
        }
    }

    private static string Style(string name) => Encoding.UTF8.GetString(EmbeddedFile.Read(name));
}
