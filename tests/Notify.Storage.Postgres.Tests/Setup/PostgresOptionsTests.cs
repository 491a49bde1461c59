using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class PostgresOptionsTests
{
    private const string Good = "Host=db;Database=app;Username=notify;Password=hidden-word";

    [Fact]
    public void Value_as_it_comes_is_accepted() => Failures(_ => { }).Should().BeEmpty();

    [Theory]
    [InlineData(null, "Postgres:ConnectionString is empty")]
    [InlineData(" ", "Postgres:ConnectionString is empty")]
    [InlineData("postgres://notify:hidden-word@db/app", "Postgres:ConnectionString is a URL")]
    [InlineData("Host=db;Passwort=hidden-word", "Postgres:ConnectionString cannot be read")]
    [InlineData("Database=app;Password=hidden-word", "Postgres:ConnectionString names no Host")]
    [InlineData(Good + ";Multiplexing=true", "'Multiplexing'")]
    public void Value_with_a_wrong_connection_string_is_refused_without_what_it_holds(string? text, string expected) =>
        Failures(o => o.ConnectionString = text).Should().ContainSingle().Which.Should().Contain(expected).And.NotContain("hidden-word");

    [Theory]
    [InlineData("")]
    [InlineData("Notify")]
    [InlineData("1st")]
    [InlineData("pg_notify")]
    [InlineData("a\"b")]
    [InlineData("a23456789_123456789_123456789_123456789_1")]
    public void Value_with_a_wrong_schema_is_refused(string schema) =>
        Failures(o => o.Schema = schema).Should().ContainSingle().Which.Should().Contain($"Postgres:Schema is '{schema}'");

    [Theory]
    [InlineData(0.5)]
    [InlineData(601)]
    public void Value_with_a_wrong_timeout_is_refused(double seconds) =>
        Failures(o => o.CommandTimeout = TimeSpan.FromSeconds(seconds)).Should().ContainSingle().Which.Should().Contain("Postgres:CommandTimeout");

    [Fact]
    public void Value_with_two_databases_is_refused()
    {
        using var source = NpgsqlDataSource.Create(Good);

        Failures(o => o.DataSource = source).Should().ContainSingle().Which.Should().Contain("both given");
    }

    [Fact]
    public void Value_that_prepares_behind_a_transaction_pooler_is_refused() =>
        Failures(o =>
        {
            o.ConnectionString = Good + ";Max Auto Prepare=10";
            o.UsesTransactionPooler = true;
        }).Should().ContainSingle().Which.Should().Contain("Max Auto Prepare");

    private static IEnumerable<string> Failures(Action<PostgresOptions> change)
    {
        using var services = PostgresFixture.Services(options =>
        {
            options.ConnectionString = Good;
            change(options);
        });
        try
        {
            _ = services.GetRequiredService<IOptions<PostgresOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }
}
