namespace Notify.Sample.Worker.Input;

/// <summary>A line of the input file that could be read.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Notification">What it asks for.</param>
/// <param name="Contact">What it tells of the person; null where it tells nothing.</param>
/// <param name="CancelAfterwards">Whether it is called off as soon as it is queued.</param>
/// <param name="Answer">What the person writes back; null for nothing.</param>
internal sealed record InputLine(int Number, Notification Notification, ContactSetup? Contact, bool CancelAfterwards, WrittenBack? Answer);
