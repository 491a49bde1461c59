namespace Notify.AI.Tools;

/// <summary>A session as an agent sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">active, follow_up or closed.</param>
/// <param name="LastChannel">The channel of its last activity.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="ContextKeys">What is known in it, by key.</param>
internal sealed record ToolSession(Guid Id, string Status, string LastChannel, DateTimeOffset ExpiresAt, IReadOnlyList<string> ContextKeys);
