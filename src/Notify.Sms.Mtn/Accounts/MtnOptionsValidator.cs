using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Http;
using Notify.Outcomes;
using Notify.Sms.Mtn.Webhooks;

namespace Notify.Sms.Mtn.Accounts;

/// <summary>Checks one account's options. Messages name key and remedy, never a secret.</summary>
internal sealed partial class MtnOptionsValidator(IEnumerable<AccountRegistration<MtnOptions>> registrations) : IValidateOptions<MtnOptions>
{
    private const int MostSegments = 10;
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, MtnOptions options)
    {
        if (registrations.FirstOrDefault(r => r.Name == name) is not { } account)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = Secrets(account, options).Concat(Sender(account, options)).Concat(Addresses(account, options)).Concat(Calls(account, options))
            .Concat(Webhooks(account, options)).Concat(Errors(account, options)).Select(p => $"MTN account '{name}': {p}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Secrets(AccountRegistration<MtnOptions> account, MtnOptions o)
    {
        if (o.ClientId.Length == 0 && o.ApiKey.Length == 0)
        {
            yield return $"{account.Key(nameof(o.ClientId))} is missing. Set it and {nameof(o.ClientSecret)} to the consumer key and secret of your app at MTN's developer "
                + $"portal, or set {account.Key(nameof(o.ApiKey))} where the gateway takes a key alone.";
        }

        if ((o.ClientId.Length > 0) != (o.ClientSecret.Length > 0))
        {
            yield return $"Only one of {account.Key(nameof(o.ClientId))} and {account.Key(nameof(o.ClientSecret))} is set. Set both, from a secret store.";
        }

        if (o.ApiKey.Length > 0 && !HeaderValue().IsMatch(o.ApiKey))
        {
            yield return $"{account.Key(nameof(o.ApiKey))} has spaces or line breaks in it. Set it to the key alone.";
        }
    }

    private static IEnumerable<string> Sender(AccountRegistration<MtnOptions> account, MtnOptions o)
    {
        if (!SenderName().IsMatch(o.Sender))
        {
            yield return $"{account.Key(nameof(o.ServiceCode))} is missing, or it or {nameof(o.SenderAddress)} is not one. Set it to the short code MTN gave you, or "
                + $"{nameof(o.SenderAddress)} to a registered name: 1 to 20 letters, digits, spaces, '+', '.', '-' and '_'.";
        }

        if (o.ServiceCode.Length > 0 && o.SenderAddress.Length > 0 && o.ServiceCode != o.SenderAddress)
        {
            yield return $"{account.Key(nameof(o.ServiceCode))} and {nameof(o.SenderAddress)} differ, which MTN refuses. Set one of the two.";
        }

        if (o.Tenants.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"{account.Key(nameof(o.Tenants))} has an empty name. Name each tenant, or leave the list out to serve all.";
        }

        if (o.MaxSegments is < 1 or > MostSegments)
        {
            yield return $"{account.Key(nameof(o.MaxSegments))} is {o.MaxSegments}. Choose from 1 to {MostSegments}.";
        }
    }

    private static IEnumerable<string> Addresses(AccountRegistration<MtnOptions> account, MtnOptions o)
    {
        if (o.BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
        {
            yield return $"{account.Key(nameof(o.BaseAddress))} is not an address. Write it like https://api.mtn.com/, without query or credentials.";
        }

        foreach (var (key, path) in new[] { (nameof(o.SendPath), o.SendPath), (nameof(o.TokenPath), o.TokenPath) })
        {
            if (path.Length > 0 && !MtnAddresses.IsWhole(path, out _) && !Path().IsMatch(path))
            {
                yield return $"{account.Key(key)} is not a path. Write what follows {nameof(o.BaseAddress)}, such as v3/sms/messages/sms/outbound, or a whole address.";
            }
        }

        if (o.NotifyUrl is not (null or { IsAbsoluteUri: true, Scheme: "https" or "http" }))
        {
            yield return $"{account.Key(nameof(o.NotifyUrl))} is not an address. Write it like https://app.example/notify/webhooks/mtn/ with {nameof(o.WebhookToken)} at its end.";
        }
    }

    private static IEnumerable<string> Calls(AccountRegistration<MtnOptions> account, MtnOptions o)
    {
        if (o.Timeout < ShortestTimeout || o.Timeout > LongestTimeout)
        {
            yield return $"{account.Key(nameof(o.Timeout))} is {o.Timeout:c}. Choose from 00:00:00.0100000 to 00:10:00.";
        }

        if (o.MaxConcurrency is < 1 or > 10_000)
        {
            yield return $"{account.Key(nameof(o.MaxConcurrency))} is {o.MaxConcurrency}. Choose from 1 to 10000.";
        }

        if (o.MaxPerSecond is < 0 or > 10_000)
        {
            yield return $"{account.Key(nameof(o.MaxPerSecond))} is {o.MaxPerSecond}. Choose from 1 to 10000, or 0 for any number.";
        }
    }

    private static IEnumerable<string> Webhooks(AccountRegistration<MtnOptions> account, MtnOptions o)
    {
        if (o.WebhookToken.Length > 0 && !PathToken().IsMatch(o.WebhookToken))
        {
            yield return $"{account.Key(nameof(o.WebhookToken))} is not fit for an address. Use 16 to 128 letters, digits, '-' and '_', as random as a password.";
        }

        if (!HeaderName().IsMatch(o.SignatureHeader))
        {
            yield return $"{account.Key(nameof(o.SignatureHeader))} is no header's name. Write it like X-Mtn-Signature.";
        }

        if (o.Country.Length > 0 && !NationalNumbers.Countries.Contains(o.Country, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"{account.Key(nameof(o.Country))} is '{o.Country}'. Write one of {string.Join(", ", NationalNumbers.Countries)}, or leave it out where numbers come with "
                + "their country code.";
        }

        foreach (var (field, name) in o.InboundFields.Where(f => !InboundFields.Kinds.Contains(f.Key, StringComparer.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(f.Value)))
        {
            yield return $"{account.Key($"{nameof(o.InboundFields)}:{field}")} is '{name}'. The fields are {string.Join(", ", InboundFields.Kinds)}; give each the name it has in MTN's JSON.";
        }
    }

    private static IEnumerable<string> Errors(AccountRegistration<MtnOptions> account, MtnOptions o)
    {
        if (o.UnknownErrors is not (null or OutcomeClass.Retry or OutcomeClass.Defer or OutcomeClass.Rejected))
        {
            yield return $"{account.Key(nameof(o.UnknownErrors))} is {o.UnknownErrors}. Choose Retry, Defer or Rejected.";
        }

        foreach (var (code, change) in o.Errors)
        {
            var key = account.Key($"{nameof(o.Errors)}:{code}");
            if (change.Class is OutcomeClass.Accepted)
            {
                yield return $"{key}:{nameof(change.Class)} is {change.Class}. Choose Retry, Defer, Rejected, Stopped or Unknown.";
            }

            if (change.Delay < TimeSpan.Zero || change.Delay > Week)
            {
                yield return $"{key}:{nameof(change.Delay)} is {change.Delay:c}. Choose from 00:00:00 to 7.00:00:00.";
            }
        }
    }

    [GeneratedRegex(@"\A[\x21-\x7e]{1,4096}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderValue();

    [GeneratedRegex(@"\A[A-Za-z0-9+._-][A-Za-z0-9 +._-]{0,19}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SenderName();

    [GeneratedRegex(@"\A[A-Za-z0-9/._~?&=%{}-]{1,500}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Path();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{16,128}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathToken();

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderName();
}
