using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Hosting;

/// <summary>What every call of the Graph API must have: a token, a version and an object that exists.</summary>
internal sealed partial class AccessCheck(MetaEmulatorOptions options)
{
    private const string Scheme = "Bearer ";
    private const int UnknownObject = 33;

    private readonly HashSet<string> _tokens = new(options.AccessTokens, StringComparer.Ordinal);
    private readonly HashSet<string> _phoneNumberIds = new(options.PhoneNumberIds, StringComparer.Ordinal);

    public MetaError? Run(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length == Scheme.Length)
        {
            return new MetaError(190, "The request has no access token. Send 'Authorization: Bearer' and the token.");
        }

        if (_tokens.Count > 0 && !_tokens.Contains(authorization[Scheme.Length..].Trim()))
        {
            return new MetaError(190, "The access token is not one the emulator knows.");
        }

        return Version().IsMatch(Part(context, "version")) ? null : MetaError.Request("The path must begin with an API version such as v25.0.");
    }

    public MetaError? CheckPhoneNumber(HttpContext context)
    {
        var id = Part(context, "id");
        var exists = _phoneNumberIds.Count > 0 ? _phoneNumberIds.Contains(id) : IsId(id);
        return exists ? null : MetaError.Request("The phone number id of the path does not exist, or the token may not use it.", UnknownObject);
    }

    public static MetaError? CheckAccount(HttpContext context)
        => IsId(Part(context, "id")) ? null : MetaError.Request("The account id of the path does not exist, or the token may not use it.", UnknownObject);

    public static bool IsJson(HttpContext context) => context.Request.HasJsonContentType();

    public static string Part(HttpContext context, string name) => context.GetRouteValue(name) as string ?? string.Empty;

    private static bool IsId(string id) => id.Length > 0 && id.All(char.IsAsciiDigit);

    [GeneratedRegex(@"^v\d{2}\.\d{1,2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
