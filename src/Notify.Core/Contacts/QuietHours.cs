namespace Notify.Contacts;

/// <summary>A daily window in which a person is not to be disturbed, on the clock of their own zone. It may span midnight.</summary>
/// <param name="Start">When it begins, included; null for the configured default (22:00).</param>
/// <param name="End">When it ends, not included; null for the configured default (07:00). Never equal to the start.</param>
public sealed record QuietHours(TimeOnly? Start = null, TimeOnly? End = null);
