using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notify.Contacts;

namespace Notify.Consents;

/// <summary>Reads the lines of an import and records them in groups. Used once.</summary>
internal sealed class ConsentImporter(IConsentStore store, string tenant, Market? home, TimeProvider time)
{
    private const int GroupSize = 500;
    private const int MaxLine = 20_000;

    // It is never part of a page: a '+' is to be read as one.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<NewConsent> _group = new(GroupSize);
    private readonly List<ConsentProblem> _problems = [];
    private readonly List<NotificationError> _errors = [];
    private ConsentImport _report = new();

    public async Task<ConsentImport> RunAsync(Stream lines, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(lines, new UTF8Encoding(false), leaveOpen: true);
        for (var number = 1L; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Take(line, number);
            }

            if (_group.Count == GroupSize)
            {
                await SaveAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await SaveAsync(cancellationToken).ConfigureAwait(false);
        return _report with { Problems = _problems };
    }

    /// <summary>A line of an export.</summary>
    public static byte[] Write(StoredConsent stored)
    {
        var line = new ConsentLine
        {
            Recipient = stored.Address.Value,
            Topic = stored.Consent.Topic,
            Granted = stored.Consent.IsGranted,
            Source = stored.Consent.Source,
            At = stored.Consent.At,
            Proof = stored.Consent.Proof,
        };
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            JsonSerializer.Serialize(json, line, ConsentJson.Default.ConsentLine);
        }

        return bytes.ToArray();
    }

    private void Take(string line, long number)
    {
        _report = _report with { Read = _report.Read + 1 };
        var before = _report.Refused;
        if (Read(line, number) is { } given && Check(given, number) is { } record && before == _report.Refused)
        {
            _group.Add(record);
        }
    }

    private ConsentLine? Read(string line, long number)
    {
        try
        {
            return line.Length > MaxLine
                ? Refuse<ConsentLine>(number, ("", $"The line is longer than {MaxLine} characters."))
                : JsonSerializer.Deserialize(line, ConsentJson.Default.ConsentLine) ?? Refuse<ConsentLine>(number, ("", "Write an object."));
        }
        catch (JsonException e)
        {
            // The exception's own words may quote the line.
            var field = e.Path is ['$', '.', .. var path] ? path : "";
            return Refuse<ConsentLine>(number, (field, field switch
            {
                "" => "This is no JSON object with recipient, topic, granted, source, at and proof only.",
                _ when ConsentJson.Default.ConsentLine.Properties.Any(p => p.Name == field) =>
                    "It has a value of the wrong kind: recipient, topic, source and proof are strings, granted is true or false, at is a time such as 2026-05-01T10:00:00Z.",
                _ => "There is no such field: write recipient, topic, granted, source, at and proof only.",
            }));
        }
    }

    private NewConsent? Check(ConsentLine line, long number)
    {
        _errors.Clear();
        if (Recipients.Parse(line.Recipient, home, out var address) is { } error)
        {
            _errors.Add(error);
        }

        ConsentShape.Check(line.Topic, line.Source, line.At, line.Proof, time.GetUtcNow(), _errors);
        if (line.Granted is null)
        {
            _errors.Add(new("Granted", NotificationErrorCodes.Required, "Give true or false."));
        }

        if (line.At is null)
        {
            _errors.Add(new("At", NotificationErrorCodes.Required, "Give the time at which it was said, such as 2026-05-01T10:00:00Z: the latest holds."));
        }

        return _errors.Count == 0
            ? new NewConsent(new ContactKey(tenant, address), line.Topic!, line.Granted!.Value, line.Source!, "import") { At = line.At, Proof = line.Proof }
            : Refuse<NewConsent>(number, [.. _errors.Select(e => (char.ToLowerInvariant(e.Field[0]) + e.Field[1..], e.Message))]);
    }

    private T? Refuse<T>(long number, params (string Field, string Message)[] problems)
        where T : class
    {
        _report = _report with { Refused = _report.Refused + 1 };
        foreach (var (field, message) in problems)
        {
            if (_problems.Count < ConsentImport.MostProblems)
            {
                _problems.Add(new ConsentProblem(number, field, message));
            }
        }

        return null;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_group.Count == 0)
        {
            return;
        }

        var results = await store.SaveAsync([.. _group], cancellationToken).ConfigureAwait(false);
        _group.Clear();
        _report = _report with
        {
            Saved = _report.Saved + results.Count(r => r == ConsentResult.Saved),
            Older = _report.Older + results.Count(r => r == ConsentResult.Older),
            Erased = _report.Erased + results.Count(r => r == ConsentResult.Erased),
        };
    }
}
