namespace Notify.EndToEnd.Tests.Processes;

/// <summary>The repository the tests were built from.</summary>
internal static class Repo
{
    /// <summary>A path below its root.</summary>
    public static string At(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Notify.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine([folder.FullName, .. parts]);
    }
}
