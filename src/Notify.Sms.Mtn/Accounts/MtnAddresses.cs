namespace Notify.Sms.Mtn.Accounts;

/// <summary>Where an account calls MTN.</summary>
internal static class MtnAddresses
{
    private const string SendV3 = "v3/sms/messages/sms/outbound";
    private const string SendV2 = "v2/messages/sms/outbound";

    /// <summary>Where messages are posted.</summary>
    public static Uri Send(MtnOptions options) =>
        Below(options.BaseAddress, options.SendPath.Length > 0 ? options.SendPath : options.Body == MtnBody.V2 ? SendV2 : SendV3);

    /// <summary>A path below an address, or the whole address it is itself.</summary>
    public static Uri Below(Uri baseAddress, string path) => IsWhole(path, out var whole)
        ? whole
        : new Uri($"{baseAddress.AbsoluteUri.TrimEnd('/')}/{path.TrimStart('/')}");

    /// <summary>Whether a path is an address of its own.</summary>
    public static bool IsWhole(string path, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(path, UriKind.Absolute, out address) && address.Scheme is "http" or "https";
}
