namespace Notify.Storage.Postgres.Setup;

/// <summary>What a schema is at.</summary>
/// <param name="Version">Its version; 0 where there is none of ours.</param>
/// <param name="Functions">Which build its functions are of.</param>
/// <param name="Revision">How new they are.</param>
internal readonly record struct SchemaState(int Version, string Functions, int Revision)
{
    public static SchemaState None { get; } = new(0, "", 0);

    /// <summary>Whether this package works with it as it is. Newer functions of the same version serve it as well as its own.</summary>
    public bool IsCurrent => Version == Migrations.Latest
        && (Revision > Migrations.Revision || (Revision == Migrations.Revision && string.Equals(Functions, Migrations.Fingerprint, StringComparison.Ordinal)));
}
