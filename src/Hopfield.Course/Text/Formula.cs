using System.Security.Cryptography;
using System.Text;

namespace Hopfield.Course;

/// <summary>One formula of a text.</summary>
/// <param name="Tex">The TeX between the dollar signs.</param>
/// <param name="Display">Whether it stands on lines of its own (<c>$$ … $$</c>) rather than in a sentence.</param>
public sealed record Formula(string Tex, bool Display)
{
    /// <summary>The key under which the converted formula is kept: SHA-256 of the TeX, in hexadecimal.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Tex)));
}
