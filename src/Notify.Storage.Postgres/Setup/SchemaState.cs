namespace Notify.Storage.Postgres.Setup;

/// <summary>What a schema is at.</summary>
/// <param name="Version">Its version; 0 where there is none of ours.</param>
/// <param name="Functions">Which build its functions are of.</param>
internal readonly record struct SchemaState(int Version, string Functions)
{
    public static SchemaState None { get; } = new(0, "");

    public bool IsCurrent => Version == Migrations.Latest && string.Equals(Functions, Migrations.Fingerprint, StringComparison.Ordinal);
}
