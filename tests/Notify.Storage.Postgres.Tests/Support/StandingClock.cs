using Notify.Storage.Postgres.Database;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>Puts a clock that stands still, until it is set, in the place of the one the store takes all times from.</summary>
internal static class StandingClock
{
    public static Task PutInAsync(string database) => Sql.RunAsync(database, $$"""
        CREATE TABLE {{TestServer.Schema}}.standing_clock (now timestamptz NOT NULL);
        INSERT INTO {{TestServer.Schema}}.standing_clock VALUES ('{{ManualTimeProvider.DefaultStart:O}}');
        CREATE OR REPLACE FUNCTION {{TestServer.Schema}}.clock() RETURNS timestamptz LANGUAGE sql VOLATILE
        AS $$ SELECT now FROM {{TestServer.Schema}}.standing_clock $$;
        """);

    public static Task TakeOutAsync(string database) =>
        Sql.RunAsync(database, SqlFile.ReadAll("Setup/Functions/clock").Replace("{schema}", TestServer.Schema, StringComparison.Ordinal));
}
