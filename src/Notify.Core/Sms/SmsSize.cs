namespace Notify.Sms;

/// <summary>What a text takes as an SMS, known before it is sent.</summary>
/// <param name="Encoding">How it is coded.</param>
/// <param name="Segments">The messages it is sent and billed as, at least 1.</param>
/// <param name="Units">Septets in GSM-7, where a character of the extension table takes two; UTF-16 units in UCS-2.</param>
public readonly record struct SmsSize(SmsEncoding Encoding, int Segments, int Units)
{
    /// <summary>What sending costs: segments times the price of one, or null where no price is known.</summary>
    /// <param name="number">The recipient in E.164 form, with or without its '+'.</param>
    /// <param name="prices">Prices of one segment by the digits a number begins with, such as a country code; the longest that fits counts.</param>
    public decimal? Cost(string number, IReadOnlyDictionary<string, decimal> prices)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(prices);
        var digits = number.AsSpan(number.StartsWith('+') ? 1 : 0);
        var best = 0;
        decimal? cost = null;
        foreach (var (prefix, price) in prices)
        {
            if (prefix.Length > best && digits.StartsWith(prefix, StringComparison.Ordinal))
            {
                (best, cost) = (prefix.Length, Segments * price);
            }
        }

        return cost;
    }
}
