using Microsoft.AspNetCore.Builder;
using Notify.Emulators.Calls;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Inbound;
using Notify.Emulators.Meta.Journals;
using Notify.Emulators.Meta.Magic;
using Notify.Emulators.Meta.Phone;
using Notify.Emulators.Meta.Receipts;
using Notify.Emulators.Meta.Sends;
using Notify.Emulators.Meta.Templates;
using Notify.Emulators.Meta.Webhooks;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta;

/// <summary>
/// Stands in for Meta's WhatsApp Cloud API: checks requests strictly, accepts messages, posts signed receipts and shows what people would see.
/// Certain recipients make it fail, dawdle or lose things on request; the package's README lists them. Thread-safe.
/// </summary>
public sealed class MetaEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AcceptedStore _store;
    private readonly ReceiptDispatcher _receipts;
    private readonly TemplateStore _templates;
    private readonly Webhook _webhook;
    private readonly AcceptedEndpoints _accepted;
    private readonly NewsEndpoint _news;
    private readonly CallEndpoints _calls;
    private readonly MtnHalf? _mtn;

    private MetaEmulator(MetaEmulatorOptions options)
    {
        if (options.DataDirectory is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        _templates = new TemplateStore(
            options.DataDirectory is null ? null : Path.Combine(options.DataDirectory, "templates.json"), TemplateSeeds(options));
        _store = AcceptedStore.Open(options.DataDirectory, options.TimeProvider, out var before);
        _webhook = new Webhook(options);
        _receipts = new ReceiptDispatcher(options, _store, _webhook);
        var magic = new MagicRules();
        Remember(magic, before);
        var errors = new ErrorAnswer(options);
        var access = new AccessCheck(options);
        _news = new NewsEndpoint(options, _store, _receipts, errors);
        _mtn = options.Mtn is { } mtn ? new MtnHalf(options, mtn, _store) : null;
        _calls = new CallEndpoints(_store.List, errors);
        _accepted = new AcceptedEndpoints(_store, _receipts, _mtn, magic);
        _app = EmulatorServer.Build(options);
        EmulatorServer.Map(
            _app,
            new SendEndpoint(options, access, new SendReader(_templates), magic, _store, _receipts, errors),
            new TemplateEndpoints(options, access, _templates, errors),
            _accepted,
            new ControlEndpoints(_store, _receipts, _templates, _news, _webhook, _mtn, errors),
            new PhoneEndpoints(_store.List, hasSms: _mtn is not null, _calls, options.TimeProvider),
            new InboundEndpoints(options, _store, _receipts, errors),
            _news,
            _mtn,
            errors);
        _receipts.Start(before, entry => !entry.Message.IsSms());
        _mtn?.Start(before);
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Everything accepted so far, in order; a snapshot. A message is here before its answer leaves.</summary>
    public IReadOnlyList<AcceptedMessage> Accepted => [.. _store.List.Snapshot().Select(entry => entry.Message)];

    /// <summary>Receipts that the webhook has not acknowledged yet, those of the future included.</summary>
    public int PendingReceipts => _receipts.Pending + (_mtn?.Pending ?? 0);

    /// <summary>Where receipts are posted; null: nowhere. Receipts that fall due while it is null are lost.</summary>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address.</exception>
    public Uri? WebhookUrl
    {
        get => _webhook.Url;
        set => _webhook.Url = value is null || OptionsCheck.IsWebAddress(value)
            ? value
            : throw new ArgumentException("The webhook must be an absolute http:// or https:// address.", nameof(value));
    }

    /// <summary>Where MTN's delivery reports and inbound messages are posted; null: nowhere, or no <see cref="MetaEmulatorOptions.Mtn"/>.</summary>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address.</exception>
    /// <exception cref="InvalidOperationException">It was started without <see cref="MetaEmulatorOptions.Mtn"/>.</exception>
    public Uri? MtnWebhookUrl
    {
        get => _mtn?.WebhookUrl;
        set => (_mtn ?? throw new InvalidOperationException($"Set {nameof(MetaEmulatorOptions)}.{nameof(MetaEmulatorOptions.Mtn)} to have MTN's API."))
            .WebhookUrl = value is null || OptionsCheck.IsWebAddress(value)
                ? value
                : throw new ArgumentException("The webhook must be an absolute http:// or https:// address.", nameof(value));
    }

    /// <summary>Starts an emulator; it listens when the task ends.</summary>
    /// <exception cref="ArgumentException">An option cannot work; the message says which and why.</exception>
    /// <exception cref="InvalidOperationException">The templates or the kept list cannot be read; the message says where.</exception>
    /// <exception cref="IOException">The port is taken, or the data directory is in use by another emulator.</exception>
    public static async Task<MetaEmulator> StartAsync(MetaEmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.Run(options);
        var emulator = new MetaEmulator(options);
        try
        {
            await emulator._app.StartAsync(cancellationToken).ConfigureAwait(false);
            emulator.BaseAddress = EmulatorServer.AddressOf(emulator._app);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Changes a template's status, such as to <c>PAUSED</c>, and tells the webhook; false when it does not exist.</summary>
    /// <exception cref="ArgumentException">Meta has no such status.</exception>
    public bool SetTemplateStatus(string name, string language, string status)
    {
        if (!TemplateStatuses.All.Contains(status, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The status must be one of: {string.Join(", ", TemplateStatuses.All)}.", nameof(status));
        }

        var isThere = _templates.SetStatus(name, language, status);
        if (isThere)
        {
            _news.TellStatus(name, language, status);
        }

        return isThere;
    }

    /// <summary>Empties the list, drops the receipts still to come and forgets which recipients had their first send.</summary>
    public Task ClearAsync() => _accepted.ClearAsync();

    /// <summary>Stops listening and delivering, and closes the kept list.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(atOnce.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await _receipts.DisposeAsync().ConfigureAwait(false);
        if (_mtn is not null)
        {
            await _mtn.DisposeAsync().ConfigureAwait(false);
        }

        await _store.DisposeAsync().ConfigureAwait(false);
        _webhook.Dispose();
        _calls.Dispose();
    }

    private static IEnumerable<MetaTemplate> TemplateSeeds(MetaEmulatorOptions options)
    {
        var fromFile = options.TemplatesFile is { } file ? TemplateFile.Read(File.ReadAllText(file), Path.GetFileName(file)) : [];
        var fromText = options.TemplatesJson is { } text ? TemplateFile.Read(text, nameof(MetaEmulatorOptions.TemplatesJson)) : [];
        return fromFile.Concat(fromText);
    }

    private static void Remember(MagicRules magic, JournalState before)
    {
        foreach (var recipient in before.Met.Concat(before.Entries.Select(entry => entry.Message.To)).Where(to => MagicNumber.TryRead(to, out _)))
        {
            magic.Meet(recipient);
        }
    }
}
