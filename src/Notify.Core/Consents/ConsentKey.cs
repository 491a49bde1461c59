namespace Notify.Consents;

/// <summary>One person's word on one topic.</summary>
/// <param name="ContactId">The person.</param>
/// <param name="Topic">The topic.</param>
public readonly record struct ConsentKey(Guid ContactId, string Topic);
