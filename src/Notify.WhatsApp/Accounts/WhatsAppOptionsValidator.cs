using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Notify.Http;
using Notify.Outcomes;
using Notify.WhatsApp.Errors;

namespace Notify.WhatsApp.Accounts;

/// <summary>Checks one account's options. Messages name key and remedy, never a secret.</summary>
internal sealed partial class WhatsAppOptionsValidator(IEnumerable<AccountRegistration<WhatsAppOptions>> registrations) : IValidateOptions<WhatsAppOptions>
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPairInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPairInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, WhatsAppOptions options)
    {
        if (registrations.FirstOrDefault(r => r.Name == name) is not { } account)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = Problems(account, options).Select(p => $"WhatsApp account '{name}': {p}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(AccountRegistration<WhatsAppOptions> account, WhatsAppOptions o) =>
        Identity(account, o).Concat(Secrets(account, o)).Concat(Calls(account, o)).Concat(Pace(account, o)).Concat(Errors(account, o));

    private static IEnumerable<string> Identity(AccountRegistration<WhatsAppOptions> account, WhatsAppOptions o)
    {
        if (!Digits().IsMatch(o.PhoneNumberId))
        {
            yield return $"{account.Key(nameof(o.PhoneNumberId))} is missing or not an id. Set it to the phone number id (digits only) that "
                + "WhatsApp Manager shows under API setup, not to the phone number.";
        }

        var needsAccount = o.TemplateSyncInterval != TimeSpan.Zero || o.BusinessAccountId.Length > 0;
        if (needsAccount && !Digits().IsMatch(o.BusinessAccountId))
        {
            yield return $"{account.Key(nameof(o.BusinessAccountId))} is missing or not an id. Set it to the WhatsApp Business Account id (digits "
                + $"only), or set {account.Key(nameof(o.TemplateSyncInterval))} to 00:00:00 to do without template approvals.";
        }

        if (o.Tenants.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"{account.Key(nameof(o.Tenants))} has an empty name. Name each tenant, or leave the list out to serve all.";
        }
    }

    private static IEnumerable<string> Secrets(AccountRegistration<WhatsAppOptions> account, WhatsAppOptions o)
    {
        if (!HeaderValue().IsMatch(o.AccessToken))
        {
            yield return $"{account.Key(nameof(o.AccessToken))} is missing or has spaces or line breaks in it. Set it to the access token of a "
                + "system user, from a secret store or an environment variable.";
        }

        if (string.IsNullOrWhiteSpace(o.AppSecret))
        {
            yield return $"{account.Key(nameof(o.AppSecret))} is missing. Set it to the app secret (App settings, Basic, at Meta): without it no "
                + "webhook can be trusted.";
        }
    }

    private static IEnumerable<string> Calls(AccountRegistration<WhatsAppOptions> account, WhatsAppOptions o)
    {
        if (!Version().IsMatch(o.ApiVersion))
        {
            yield return $"{account.Key(nameof(o.ApiVersion))} is not a version. Write it like v25.0.";
        }

        if (o.BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
        {
            yield return $"{account.Key(nameof(o.BaseAddress))} is not an address. Write it like https://graph.facebook.com/, without query or "
                + "credentials.";
        }

        if (o.Timeout < ShortestTimeout || o.Timeout > LongestTimeout)
        {
            yield return $"{account.Key(nameof(o.Timeout))} is {o.Timeout:c}. Choose from 00:00:00.0100000 to 00:10:00.";
        }

        if (o.MaxConcurrency is < 1 or > 10_000)
        {
            yield return $"{account.Key(nameof(o.MaxConcurrency))} is {o.MaxConcurrency}. Choose from 1 to 10000.";
        }

        if (o.TemplateSyncInterval != TimeSpan.Zero && (o.TemplateSyncInterval < TimeSpan.FromSeconds(1) || o.TemplateSyncInterval > Week))
        {
            yield return $"{account.Key(nameof(o.TemplateSyncInterval))} is {o.TemplateSyncInterval:c}. Choose from 00:00:01 to 7.00:00:00, or "
                + "00:00:00 for never.";
        }
    }

    private static IEnumerable<string> Pace(AccountRegistration<WhatsAppOptions> account, WhatsAppOptions o)
    {
        if (o.MaxPerSecond is < 0 or > 10_000)
        {
            yield return $"{account.Key(nameof(o.MaxPerSecond))} is {o.MaxPerSecond}. Choose from 1 to 10000, or 0 for any number.";
        }

        if (o.PairBurst is < 0 or > 1000)
        {
            yield return $"{account.Key(nameof(o.PairBurst))} is {o.PairBurst}. Choose from 1 to 1000, or 0 for any number.";
        }

        if (o.PairInterval < ShortestPairInterval || o.PairInterval > LongestPairInterval)
        {
            yield return $"{account.Key(nameof(o.PairInterval))} is {o.PairInterval:c}. Choose from 00:00:00.1000000 to 01:00:00.";
        }
    }

    private static IEnumerable<string> Errors(AccountRegistration<WhatsAppOptions> account, WhatsAppOptions o)
    {
        if (WhatsAppErrorTable.Named(o.ErrorTable) is null)
        {
            yield return $"{account.Key(nameof(o.ErrorTable))} names no table. Choose '{WhatsAppErrorTable.MetaName}' or "
                + $"'{WhatsAppErrorTable.LegacyName}'.";
        }

        if (o.UnknownErrors is not (null or OutcomeClass.Retry or OutcomeClass.Defer or OutcomeClass.Rejected))
        {
            yield return $"{account.Key(nameof(o.UnknownErrors))} is {o.UnknownErrors}. Choose Retry, Defer or Rejected.";
        }

        foreach (var (code, change) in o.Errors)
        {
            var key = account.Key(string.Create(CultureInfo.InvariantCulture, $"{nameof(o.Errors)}:{code}"));
            if (change.Class is OutcomeClass.Accepted or OutcomeClass.Unknown)
            {
                yield return $"{key}:{nameof(change.Class)} is {change.Class}. Choose Retry, Defer, Rejected or Stopped.";
            }

            if (change.Delay < TimeSpan.Zero || change.Delay > Week)
            {
                yield return $"{key}:{nameof(change.Delay)} is {change.Delay:c}. Choose from 00:00:00 to 7.00:00:00.";
            }
        }
    }

    [GeneratedRegex(@"\A[0-9]{1,32}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[\x21-\x7e]{1,4096}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderValue();

    [GeneratedRegex(@"\Av[0-9]{1,3}\.[0-9]{1,2}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Version();
}
