namespace Notebooks.Session;

/// <summary>Fetches packages. The host does this, because it needs another program or the network.</summary>
/// <param name="request">What is wanted.</param>
/// <param name="cancel">Gives up.</param>
/// <returns>What these packages and those that they need consist of.</returns>
/// <exception cref="InvalidOperationException">A package was not found, or cannot be fetched here; the message says which and why.</exception>
public delegate Task<RestoredPackages> PackageRestore(PackageRequest request, CancellationToken cancel);

/// <summary>What the cells of a session have asked for so far.</summary>
/// <param name="Versions">The versions by the names of the packages; <c>*</c> for the newest.</param>
/// <param name="Sources">Where to look besides the person's own sources: folders and addresses.</param>
public sealed record PackageRequest(IReadOnlyDictionary<string, string> Versions, IReadOnlyList<string> Sources);

/// <summary>What was fetched.</summary>
/// <param name="Files">Libraries, and native ones in folders named <c>native</c>.</param>
/// <param name="Packages">The packages, those that others need among them.</param>
public sealed record RestoredPackages(IReadOnlyList<string> Files, IReadOnlyList<RestoredPackage> Packages);

/// <summary>One package.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folder">Where its content lies.</param>
public sealed record RestoredPackage(string Id, string Version, string Folder);
