namespace Notify.Testing.InMemory;

/// <summary>What an audit row says about a change, beside where it led.</summary>
internal readonly record struct Change(string? By, string? Reason = null)
{
    public const string App = "app";
    public const string Maintenance = "maintenance";
    public const string ByReceipt = "receipt";

    public int SendNumber { get; init; }

    public string? ErrorCode { get; init; }

    public string? Detail { get; init; }

    public string? Event { get; init; }
}
