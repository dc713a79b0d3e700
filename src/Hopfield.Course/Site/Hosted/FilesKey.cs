using System.Security.Cryptography;
using System.Text;

namespace Hopfield.Course;

/// <summary>A short name for files that changes when one of them does: under it a browser keeps them.</summary>
internal static class FilesKey
{
    /// <summary>The name.</summary>
    /// <param name="files">Their paths and contents, in an order that does not change.</param>
    public static string Of(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string path, byte[] bytes) in files) hash.AppendData([.. Encoding.UTF8.GetBytes(path), .. SHA256.HashData(bytes)]);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
