namespace Notify.PrivateServers;

/// <summary>How a private PostgreSQL is set up.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>Whether what is committed outlives a failing machine, as in production. Default false: faster, and it outlives a killed server still.</summary>
    public bool Durable { get; init; }

    /// <summary>Settings of <c>postgresql.conf</c>, for instance <c>shared_buffers</c>; they win over what <see cref="Durable"/> means.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    internal IEnumerable<string> Arguments()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_connections"] = "200" };
        if (!Durable)
        {
            // What is committed outlives a server that is killed all the same: that asks for synchronous commits only.
            settings["fsync"] = settings["full_page_writes"] = "off";
        }

        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        return settings.Select(s => $"{s.Key}={s.Value}");
    }
}
