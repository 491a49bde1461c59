namespace Notify;

/// <summary>One thing that is wrong with a notification.</summary>
/// <param name="Field">The field, for instance <c>Recipient</c> or <c>Variables.amount</c>.</param>
/// <param name="Code">A stable code, for instance <c>variable_missing</c>; see <see cref="NotificationErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do about it. Never holds an address or a variable's value.</param>
public sealed record NotificationError(string Field, string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Message} ({Code})";
}
