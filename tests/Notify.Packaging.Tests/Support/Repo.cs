namespace Notify.Packaging.Tests.Support;

/// <summary>The repository the tests were built from.</summary>
internal static class Repo
{
    private static readonly string[] Made = ["bin", "obj", "TestResults", "artifacts", ".git", ".vs", ".idea", ".local"];

    /// <summary>Its folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the packages, which are those of the folders below <c>src</c>.</summary>
    public static IReadOnlyList<string> Packages { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    /// <summary>The configuration of this build.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>A path below the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(At(parts));

    /// <summary>Every file that belongs to the repository, by its path from the root, of a folder or of all.</summary>
    public static IEnumerable<string> Files(string folder = "") => Below(Path.Combine(Root, folder))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !Made.Contains(Path.GetFileName(d))).SelectMany(Below));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Notify.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from within the repository: no Notify.sln above them.");
    }
}
