using Notify.Emulators.Meta;

namespace Notify.Emulators.Tests.Support;

/// <summary>An emulator without a webhook, for tests that look at answers only.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public MetaEmulator Emulator { get; private set; } = null!;

    public MetaClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            OpenWindows = true,
            AccessTokens = [MetaClient.Token],
            PhoneNumberIds = [MetaClient.PhoneNumberId],
            TemplatesJson = TemplateSamples.Json,
        });
        Client = new MetaClient(Emulator.BaseAddress);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Emulator.DisposeAsync();
    }
}
