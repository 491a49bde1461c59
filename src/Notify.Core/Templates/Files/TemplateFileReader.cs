using System.Text.Json;
using System.Text.RegularExpressions;
using Notify.Diagnostics;
using Notify.Hosting;

namespace Notify.Templates.Files;

/// <summary>Reads catalogue files and refuses what is wrong with them, naming file, key and field.</summary>
internal static partial class TemplateFileReader
{
    /// <summary>Every template of every <c>*.json</c> file below a folder, in the order of the files' names.</summary>
    /// <exception cref="TemplateFileException">The folder is missing, or a file is wrong.</exception>
    public static IReadOnlyList<Template> ReadFolder(string folder)
    {
        var path = Path.IsPathRooted(folder) ? folder : Path.Combine(AppContext.BaseDirectory, folder);
        if (!Directory.Exists(path))
        {
            throw new TemplateFileException(path, "the folder does not exist; copy it to the output, or give another path to AddTemplates");
        }

        return [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(ReadFile)];
    }

    /// <summary>Every template of one file.</summary>
    public static IReadOnlyList<Template> ReadFile(string path)
    {
        var name = Path.GetFileName(path);
        TemplateFile file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllBytes(path), FileJson.Default.TemplateFile)
                ?? throw new TemplateFileException(name, "it holds null; write an object with domain and templates");
        }
        catch (JsonException e)
        {
            throw new TemplateFileException(name, $"{e.Path ?? "$"}, line {e.LineNumber + 1}: {TypeNames().Replace(e.Message, "")} Mend it and start again.", e);
        }

        var templates = file.Templates.SelectMany(entry => Expand(file, entry, name)).ToList();
        var problems = templates.SelectMany(t => TemplateChecks.Problems(t).Select(p => $"{t.Key} ({t.Channel}, {t.Locale}): {p}")).ToList();
        problems.AddRange(templates.GroupBy(t => (t.Key, t.Channel, t.Locale)).Where(g => g.Count() > 1).Select(g => $"{g.Key.Key}: is there twice; keep one"));
        return problems.Count == 0 ? templates : throw new TemplateFileException(name, string.Join("; ", problems));
    }

    private static IEnumerable<Template> Expand(TemplateFile file, TemplateFileEntry entry, string fileName)
    {
        foreach (var (channelName, channel) in entry.Channels)
        {
            var variables = Variables(entry, channel);
            foreach (var (locale, text) in channel.Locales)
            {
                yield return new Template
                {
                    Tenant = file.Tenant,
                    Key = entry.Key,
                    Channel = ParseChannel(channelName, fileName),
                    Locale = locale,
                    Domain = file.Domain,
                    Category = entry.Category,
                    Topic = entry.Topic,
                    Variables = variables,
                    IsActive = entry.IsActive ?? true,
                    Status = entry.Status,
                    Retry = entry.Retry?.ToPolicy(),
                    Unconfirmed = entry.Unconfirmed,
                    Audience = entry.Audience,
                    Trigger = entry.Trigger,
                    Content = new TemplateContent
                    {
                        ProviderName = channel.Name,
                        ProviderLanguage = text.Language,
                        TimeToLive = channel.TimeToLive,
                        NamedParameters = channel.Parameters == TemplateFileParameters.Named,
                        Header = text.Header,
                        Body = text.Body,
                        Footer = text.Footer,
                        Buttons = text.Buttons ?? [],
                    },
                };
            }
        }
    }

    // With several channels one may be shorter than another: each wants what its own texts use. What none uses stays with all, where it is refused.
    private static IReadOnlyList<string> Variables(TemplateFileEntry entry, TemplateFileChannel channel)
    {
        if (entry.Channels.Count == 1 || entry.Variables is null)
        {
            return entry.Variables ?? [];
        }

        bool IsUsed(TemplateFileChannel by, string name) => by.Locales.Values.Any(l => Texts(l).Any(t => Placeholders.Parse(t).Names.Contains(name)));
        return [.. entry.Variables.Where(v => IsUsed(channel, v) || !entry.Channels.Values.Any(c => IsUsed(c, v)))];
    }

    private static IEnumerable<string> Texts(TemplateFileLocale locale) =>
        new[] { locale.Body, locale.Header?.Text, locale.Header?.Link }.Concat((locale.Buttons ?? []).Select(b => b.Url ?? b.Value)).OfType<string>();

    private static Channel ParseChannel(string name, string fileName)
    {
        try
        {
            return new Channel(name);
        }
        catch (ArgumentException e)
        {
            throw new TemplateFileException(fileName, e.Message, e);
        }
    }

    // Whoever writes a catalogue does not know our types.
    [GeneratedRegex(" (contained in|for) type '[^']*'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeNames();
}
