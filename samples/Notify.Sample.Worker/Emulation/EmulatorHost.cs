using Microsoft.Extensions.Configuration;
using Notify.Emulators.Meta;
using Notify.Emulators.Mtn;
using Notify.Sample.Worker.Hosting;

namespace Notify.Sample.Worker.Emulation;

/// <summary>The emulator of this run: inside this process, in one of its own, or one that runs already.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    // Nobody listens there. Receipts left from a run before wait until the real address is told; without any they would be lost.
    private static readonly Uri NotYet = new("http://127.0.0.1:9/");

    private readonly IAsyncDisposable? _owned;

    private EmulatorHost(Uri address, IAsyncDisposable? owned) => (Address, _owned) = (address, owned);

    public Uri Address { get; }

    /// <summary>The place in its list of the last message that is of an earlier run.</summary>
    public long Before { get; private init; }

    public static async Task<EmulatorHost> StartAsync(RunOptions options, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (options.Emulator is { } running)
        {
            return new EmulatorHost(running, null) { Before = await EarlierMessages.LastAsync(options, running, cancellationToken) };
        }

        var account = SampleHost.WhatsAppAccount(configuration);
        var sms = SampleHost.SmsAccount(configuration);
        if (options.EmulatorProcess)
        {
            var child = await EmulatorChild.StartAsync(options.EmulatorFolder, NotYet, account, sms, cancellationToken);
            return new EmulatorHost(child.Address, child);
        }

        var emulator = await MetaEmulator.StartAsync(
            new MetaEmulatorOptions
            {
                DataDirectory = options.EmulatorFolder,
                WebhookUrl = NotYet,
                AccessTokens = [account.AccessToken],
                BusinessAccountId = account.BusinessAccountId,
                AppSecret = account.AppSecret,
                VerifyToken = account.VerifyToken,
                Mtn = new MtnEmulatorOptions { WebhookUrl = NotYet, ClientId = sms.ClientId, ClientSecret = sms.ClientSecret },
            },
            cancellationToken);
        return new EmulatorHost(emulator.BaseAddress, emulator);
    }

    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
