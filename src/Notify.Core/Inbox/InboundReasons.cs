namespace Notify.Inbox;

/// <summary>What became of a message, in the log, in metrics and in <see cref="InboundRecord.Reason"/>.</summary>
internal static class InboundReasons
{
    public const string Handled = "handled";
    public const string Unhandled = "unhandled";
    public const string Retry = "retry";
    public const string Dead = "dead";
    public const string Erased = "erased";
}
