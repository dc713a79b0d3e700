namespace Notebooks.Session;

/// <summary>Fetches packages. The host does this, because it needs another program or the network.</summary>
/// <param name="packages">The versions by the names of the packages; <c>*</c> for the newest.</param>
/// <param name="cancel">Gives up.</param>
/// <returns>The files of these packages and of those that they need: libraries, and native ones in folders named <c>native</c>.</returns>
/// <exception cref="InvalidOperationException">A package was not found, or cannot be fetched here; the message says which and why.</exception>
public delegate Task<IReadOnlyList<string>> PackageRestore(IReadOnlyDictionary<string, string> packages, CancellationToken cancel);
