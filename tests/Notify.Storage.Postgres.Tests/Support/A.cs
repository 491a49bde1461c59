using Notify.Messages;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>Makes the things tests are about, with only what matters said.</summary>
internal static class A
{
    public const string Number = "+250788654321";

    public static Notification Text(string recipient = Number) => new(recipient, new TextMessage("Hello"));

    /// <summary>So many, each to a person of their own.</summary>
    public static Notification[] Texts(int count) => [.. Enumerable.Range(0, count).Select(i => Text($"+25078{i:0000000}"))];
}
