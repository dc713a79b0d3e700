using System.Net;
using Notebooks.Kernel;

namespace Hopfield.Course;

/// <summary>
/// Serves the site to this machine alone: compressed where a compressed file lies beside, with the types that browsers want, and with the two
/// headers by which a page may share memory with its worker, so that a running cell can be asked to stop.
/// </summary>
/// <remarks>.NET's own small server: that of ASP.NET would bring a second framework into the kernel's process.</remarks>
/// <param name="site">The site's folder.</param>
internal sealed class SiteServer(string site)
{
    private static readonly Dictionary<string, string> _types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".mjs"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json", [".ipynb"] = "application/json", [".wasm"] = "application/wasm", [".png"] = "image/png", [".svg"] = "image/svg+xml", [".zip"] = "application/zip",
    };

    private readonly string _site = Path.GetFullPath(site);

    /// <summary>Serves until it is told to end.</summary>
    /// <param name="wanted">The port; 0 for one that is free.</param>
    /// <param name="started">Told the address.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NotebookException">The port is taken.</exception>
    public async Task RunAsync(int wanted, Action<string> started, CancellationToken cancellationToken)
    {
        using var listener = new HttpListener();
        string address = $"http://localhost:{(wanted == 0 ? FreePorts.Find(1)[0] : wanted)}/";
        listener.Prefixes.Add(address);
        try
        {
            listener.Start();
        }
        catch (HttpListenerException error)
        {
            throw new NotebookException($"Port {wanted} cannot be used: {error.Message}", error);
        }

        started(address);
        using CancellationTokenRegistration end = cancellationToken.Register(listener.Stop);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                _ = AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        HttpListenerResponse response = context.Response;
        try
        {
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            response.Headers["Cross-Origin-Embedder-Policy"] = "require-corp";
            response.Headers["Cache-Control"] = "no-cache";
            if (FileOf(context.Request.Url!.AbsolutePath) is not { } file)
            {
                response.StatusCode = (int)HttpStatusCode.NotFound;
                response.Close();
                return;
            }

            response.ContentType = _types.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream");
            (string sent, string? encoding) = Compressed(file, context.Request.Headers["Accept-Encoding"] ?? "");
            if (encoding is not null) response.Headers["Content-Encoding"] = encoding;
            response.Headers["Vary"] = "Accept-Encoding";
            await using FileStream content = File.OpenRead(sent);
            response.ContentLength64 = content.Length;
            if (context.Request.HttpMethod != "HEAD") await content.CopyToAsync(response.OutputStream);
            response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The browser has gone on to another page.
            response.Abort();
        }
    }

    private string? FileOf(string address)
    {
        string file = Path.GetFullPath(Path.Combine(_site, Uri.UnescapeDataString(address).TrimStart('/')));
        if (address.EndsWith('/')) file = Path.Combine(file, "index.html");
        return file.StartsWith(_site + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file) ? file : null;
    }

    private static (string File, string? Encoding) Compressed(string file, string accepted) =>
        accepted.Contains("br", StringComparison.Ordinal) && File.Exists(file + ".br") ? (file + ".br", "br")
        : accepted.Contains("gzip", StringComparison.Ordinal) && File.Exists(file + ".gz") ? (file + ".gz", "gzip")
        : (file, null);
}
