using System.Net;
using System.Net.Sockets;

namespace Notebooks.Kernel;

/// <summary>Ports of this machine that nobody listens on.</summary>
public static class FreePorts
{
    /// <summary>Finds ports that are free now; another program may take one before it is used.</summary>
    /// <param name="count">How many, all different.</param>
    public static int[] Find(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
