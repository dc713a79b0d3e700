using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Kernel;

/// <summary>Where a front end wants its kernel to listen, and the key that both sign with.</summary>
/// <param name="Ip">The address to bind; nothing else is bound.</param>
/// <param name="ShellPort">For requests about code.</param>
/// <param name="ControlPort">For interrupt and shutdown, which do not wait for code.</param>
/// <param name="StdinPort">For questions to the person.</param>
/// <param name="IopubPort">For outputs, which all front ends hear.</param>
/// <param name="HeartbeatPort">For a sign of life.</param>
/// <param name="Key">The key of the signatures; empty where messages are not signed.</param>
public sealed record ConnectionFile(IPAddress Ip, int ShellPort, int ControlPort, int StdinPort, int IopubPort, int HeartbeatPort, string Key)
{
    /// <summary>Reads a connection file.</summary>
    /// <param name="path">The file that the front end wrote.</param>
    /// <returns>What stands in it.</returns>
    /// <exception cref="FormatException">The file is not a connection file, or asks for what this kernel cannot do; the message says what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path, Encoding.UTF8))!;
            string transport = Text("transport") ?? "tcp", key = Text("key") ?? "", scheme = Text("signature_scheme") ?? "hmac-sha256";
            return transport != "tcp" ? throw new FormatException($"The connection file asks for the transport {transport}; this kernel speaks tcp.")
                : key.Length > 0 && scheme != "hmac-sha256" ? throw new FormatException($"The connection file asks for the signature scheme {scheme}; this kernel knows hmac-sha256.")
                : !IPAddress.TryParse(Text("ip"), out var ip) ? throw new FormatException("The connection file has no valid ip.")
                : new(ip, Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"), key);

            string? Text(string name) => (string?)json[name];
            int Port(string name) => (int?)json[name] is > 0 and < 65536 and var port ? port : throw new FormatException($"The connection file has no valid {name}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException($"{path} is not a connection file of Jupyter: {e.Message}", e);
        }
    }
}
