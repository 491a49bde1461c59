namespace Notify.Sample.Worker.Running;

/// <summary>How an input line ended. The order is that of the last line the program prints.</summary>
internal enum LineOutcome
{
    Sent,
    Delivered,
    Read,
    Failed,
    Unconfirmed,
    Blocked,
    Deferred,
    Expired,
    Cancelled,
    Invalid,
}
