using Notify.Emulators.Meta;

namespace Notify.Emulators.Mtn;

/// <summary>How the emulator of MTN's SMS API behaves: the second half of the same phone, on the same address as <see cref="MetaEmulator"/>. Checked when it starts.</summary>
public sealed record MtnEmulatorOptions
{
    /// <summary>The OAuth client that gets tokens. Null (the default): any does.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's secret. Null (the default): any will do.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where delivery reports and inbound messages are posted, its secret part included: MTN signs nothing. Null (the default): nobody is told.</summary>
    public Uri? WebhookUrl { get; init; }
}
