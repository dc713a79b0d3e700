using System.Net;
using System.Net.Http.Headers;

namespace Hopfield.Course.Tests;

public sealed class LivePageTests
{
    private static readonly Hosting _plain = new(null, null), _live = _plain with { IsLive = true };

    [Fact]
    public void A_live_page_loads_its_script_and_a_plain_one_does_not()
    {
        string Chapter(Hosting hosting) => new Page("A", "", "../", new HostedPage(hosting, "solutions/02-x.html", HostedPage.Chapter, null)).Write("");
        Assert.Contains("<script type=\"module\" src=\"../assets/live.js\">", Chapter(_live));
        Assert.DoesNotContain("live", Chapter(_plain));
        Assert.DoesNotContain("live.js", new Page("A", "", "", new HostedPage(_live, "symbols.html", HostedPage.Text, null)).Write(""));
    }

    [Fact]
    public void Every_script_of_a_live_page_is_carried()
    {
        foreach (string asset in LiveFiles.Assets) Assert.NotEmpty(EmbeddedFile.Read(asset));
    }

    [Fact]
    public void A_published_session_is_copied_with_the_data_and_with_its_sizes()
    {
        using var course = new TrialCourse();
        string published = Path.Combine(course.Tree.Root, "published"), framework = Directory.CreateDirectory(Path.Combine(published, "_framework")).FullName;
        File.WriteAllText(Path.Combine(published, "worker.js"), "//");
        foreach (var (name, size) in new[] { ("dotnet.js", 10), ("A.wasm", 100), ("A.wasm.gz", 40), ("A.wasm.br", 30), ("A.pdb", 7) }) File.WriteAllText(Path.Combine(framework, name), new string('x', size));
        Directory.CreateDirectory(Path.Combine(course.Tree.Root, "data", "images"));
        File.WriteAllText(Path.Combine(course.Tree.Root, "data", "images", "a.gz"), "data");

        new LiveFiles(course.Tree).Write(published);
        string live = Path.Combine(course.Tree.HostedSite, "live");
        Assert.Equal("data", File.ReadAllText(Path.Combine(live, "data", "images", "a.gz")));
        Assert.Equal("""{"A.wasm":[100,40,30]}""", File.ReadAllText(Path.Combine(live, "files.json")));
        Assert.True(File.Exists(Path.Combine(live, "worker.js")) && !File.Exists(Path.Combine(live, "_framework", "A.pdb")));

        string key = LiveFiles.Key(course.Tree.HostedSite);
        File.AppendAllText(Path.Combine(live, "worker.js"), " ");
        Assert.NotEqual(key, LiveFiles.Key(course.Tree.HostedSite));
    }

    [Fact]
    public void A_folder_without_a_session_is_refused()
    {
        using var course = new TrialCourse();
        Assert.Contains("_framework/dotnet.js is not there", Assert.Throws<NotebookException>(() => new LiveFiles(course.Tree).Write(course.Tree.Root)).Message);
    }

    [Fact]
    public async Task The_server_isolates_pages_and_sends_what_is_compressed_already()
    {
        using var course = new TrialCourse();
        string site = Directory.CreateDirectory(course.Tree.HostedSite).FullName;
        foreach (var (name, text) in new[] { ("index.html", "<p>page"), ("a.wasm", "wasm"), ("a.wasm.br", "brotli"), ("b.gz", "data") }) await File.WriteAllTextAsync(Path.Combine(site, name), text, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(course.Tree.Root, "secret.txt"), "outside", TestContext.Current.CancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var started = new TaskCompletionSource<string>();
        Task server = new SiteServer(site).RunAsync(0, started.SetResult, end.Token);
        using var client = new HttpClient { BaseAddress = new Uri(await started.Task) };

        HttpResponseMessage page = await client.GetAsync("", end.Token);
        Assert.Equal("<p>page", await page.Content.ReadAsStringAsync(end.Token));
        Assert.Equal(("same-origin", "require-corp"), (page.Headers.GetValues("Cross-Origin-Opener-Policy").Single(), page.Headers.GetValues("Cross-Origin-Embedder-Policy").Single()));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);

        Assert.Equal("wasm", await client.GetStringAsync("a.wasm", end.Token));
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        HttpResponseMessage packed = await client.GetAsync("a.wasm", end.Token);
        Assert.Equal(("brotli", "br", "application/wasm"), (await packed.Content.ReadAsStringAsync(end.Token), packed.Content.Headers.ContentEncoding.Single(), packed.Content.Headers.ContentType?.MediaType));
        // A file that a cell will unpack is sent as it is.
        Assert.Empty((await client.GetAsync("b.gz", end.Token)).Content.Headers.ContentEncoding);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("none.html", end.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("..%2f..%2fsecret.txt", end.Token)).StatusCode);
        HttpResponseMessage head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "a.wasm"), end.Token);
        Assert.Equal("br", head.Content.Headers.ContentEncoding.Single());

        await end.CancelAsync();
        await server;
    }
}
