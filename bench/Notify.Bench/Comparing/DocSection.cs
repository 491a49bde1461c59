namespace Notify.Bench.Comparing;

/// <summary>The part of docs/performance.md that a comparison writes.</summary>
internal static class DocSection
{
    private const string Begin = "<!-- compare: written by the command -->";
    private const string End = "<!-- /compare -->";

    /// <summary>The page of the repository this is run in; null where it is run elsewhere.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, "docs", "performance.md");
            if (File.Exists(page))
            {
                return page;
            }
        }

        return null;
    }

    public static async Task WriteAsync(string page, string section)
    {
        var text = await File.ReadAllTextAsync(page);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{page} has no lines '{Begin}' and '{End}'.");
        }

        await File.WriteAllTextAsync(page, $"{text[..(begin + Begin.Length)]}\n{section}{text[end..]}");
    }
}
