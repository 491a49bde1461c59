using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Tests.Support;

namespace Notify.Storage.Sqlite.Tests.Database;

public sealed class StatementTests : SqliteTest
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("Aliné \U0001F600 \u0000 after")]
    public void Text_comes_back_as_it_went_in(string text)
    {
        foreach (var value in new[] { text, string.Concat(Enumerable.Repeat(text, 700)) })
        {
            RoundTrip(s => s.Bind(1, value), s => s.Text(0)).Should().Be(value);
            RoundTrip(s => s.Bind(1, value), s => s.RepeatedText(0)).Should().Be(value);
        }
    }

    [Fact]
    public void Null_text_stays_null()
    {
        RoundTrip(s => s.Bind(1, (string?)null), s => s.TextOrNull(0)).Should().BeNull();
        RoundTrip(s => s.Bind(1, (string?)null), s => s.RepeatedText(0)).Should().BeNull();
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(0L)]
    [InlineData(long.MaxValue)]
    public void Numbers_come_back_as_they_went_in(long value) => RoundTrip(s => s.Bind(1, value), s => s.Number(0)).Should().Be(value);

    [Fact]
    public void Ids_are_sixteen_bytes_that_sort_as_their_text_does()
    {
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

        RoundTrip(s => s.Bind(1, id), s => Convert.ToHexStringLower(s.Bytes(0))).Should().Be(id.ToString("N"));
        RoundTrip(s => s.Bind(1, id), s => s.Id(0)).Should().Be(id);
        RoundTrip(s => s.Bind(1, []), s => s.IdOrNull(0)).Should().BeNull();
    }

    [Fact]
    public void Empty_bytes_are_not_null() => RoundTrip(s => s.Bind(1, []), s => s.IsNull(0)).Should().BeFalse();

    private T RoundTrip<T>(Action<Statement> bind, Func<Statement, T> read)
    {
        using var connection = Outside();
        using var statement = new Statement(connection, "SELECT ?1");
        bind(statement);
        statement.Step().Should().BeTrue();
        return read(statement);
    }
}
