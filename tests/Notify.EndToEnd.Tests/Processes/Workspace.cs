namespace Notify.EndToEnd.Tests.Processes;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notify-e2e-");

    public string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>An SQLite file that is not there yet.</summary>
    public string Database => Path.Combine(_folder.FullName, "notify.db");

    public string EmulatorData => Path.Combine(_folder.FullName, "emulator");

    public string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
