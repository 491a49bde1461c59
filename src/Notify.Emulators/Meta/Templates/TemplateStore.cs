using System.Collections.Immutable;
using System.Globalization;

namespace Notify.Emulators.Meta.Templates;

/// <summary>All templates of all accounts. Thread-safe; kept in a file when there is one.</summary>
internal sealed class TemplateStore
{
    private const long FirstId = 700_000_000_000_000;

    private readonly Lock _gate = new();
    private readonly string? _file;
    private volatile ImmutableDictionary<(string Name, string Language), MetaTemplate> _templates =
        ImmutableDictionary<(string Name, string Language), MetaTemplate>.Empty;

    private long _ordinal;

    /// <summary>Starts with what the file kept; seeds only add what it does not have.</summary>
    public TemplateStore(string? file, IEnumerable<MetaTemplate> seeds)
    {
        if (file is not null && File.Exists(file))
        {
            AddMissing(TemplateFile.Read(File.ReadAllText(file), Path.GetFileName(file)));
        }

        AddMissing(seeds);
        _file = file;
        Save();
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<MetaTemplate> All => [.. _templates.Values.OrderBy(template => template.Ordinal)];

    public MetaTemplate? Find(string name, string language) => _templates.GetValueOrDefault((name, language));

    /// <summary>Adds one and gives it an id; null when its name and language exist.</summary>
    public MetaTemplate? Add(MetaTemplate template)
    {
        lock (_gate)
        {
            if (_templates.ContainsKey((template.Name, template.Language)))
            {
                return null;
            }

            var ordinal = ++_ordinal;
            var added = template with
            {
                Ordinal = ordinal,
                Id = template.Id.Length > 0 ? template.Id : (FirstId + ordinal).ToString(CultureInfo.InvariantCulture),
            };
            _templates = _templates.Add((added.Name, added.Language), added);
            Save();
            return added;
        }
    }

    public bool SetStatus(string name, string language, string status)
    {
        lock (_gate)
        {
            if (Find(name, language) is not { } template)
            {
                return false;
            }

            _templates = _templates.SetItem((name, language), template with { Status = status });
            Save();
            return true;
        }
    }

    private void AddMissing(IEnumerable<MetaTemplate> templates)
    {
        foreach (var template in templates)
        {
            Add(template);
        }
    }

    // Written beside and moved over, so that a crash leaves the old file or the new one.
    private void Save()
    {
        if (_file is null)
        {
            return;
        }

        var beside = _file + ".new";
        using (var stream = File.Create(beside))
        {
            TemplateFile.Write(stream, All);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, _file, overwrite: true);
    }
}
