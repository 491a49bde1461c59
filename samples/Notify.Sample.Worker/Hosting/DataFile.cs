namespace Notify.Sample.Worker.Hosting;

/// <summary>The small files in which the data folder remembers something of its run. Each is whole or not there, wherever the program was killed.</summary>
internal static class DataFile
{
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.new";
        await File.WriteAllTextAsync(unfinished, text, cancellationToken);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>What is in it; null where it is not there.</summary>
    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
