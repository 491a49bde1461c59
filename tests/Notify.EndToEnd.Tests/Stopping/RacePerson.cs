using System.Globalization;
using Notify.OptOut;

namespace Notify.EndToEnd.Tests.Stopping;

/// <summary>One round: a person who says STOP twice, over the channels in turn.</summary>
internal sealed class RacePerson(int number)
{
    public string Phone { get; } = string.Create(CultureInfo.InvariantCulture, $"+25078{number:0000000}");

    /// <summary>The channel of the first STOP.</summary>
    public Channel First { get; } = number % 2 == 0 ? Channel.WhatsApp : Channel.Sms;

    /// <summary>The channel of the second one, right behind it.</summary>
    public Channel Second { get; } = number % 4 is 0 or 3 ? Channel.WhatsApp : Channel.Sms;

    /// <summary>The channels over which nothing more is to come, each set with one confirmation.</summary>
    public IEnumerable<Channel[]> Stopped(OptOutScope scope) =>
        scope == OptOutScope.AllChannels ? [[Channel.WhatsApp, Channel.Sms]] : new[] { First, Second }.Distinct().Select(c => new[] { c });

    public override string ToString() => $"{Phone}, STOP by {First} and {Second}";
}
