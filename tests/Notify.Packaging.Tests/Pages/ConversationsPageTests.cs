using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Conversations;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Pages;

/// <summary>The example of docs/conversations.md and the sample's conversation are read as they stand, and schema and page know the fields the reader knows.</summary>
public sealed class ConversationsPageTests
{
    private const string Name = "docs/conversations.md";

    public static TheoryData<string, string> Schema => new()
    {
        { "", "ConversationFile" },
        { "question", "QuestionFile" },
        { "choice", "ChoiceFile" },
    };

    [Fact]
    public void Example_is_read()
    {
        using var folder = new TempFolder();
        folder.Write("conversations/intake.json", Page.Block(Name, "example"));

        Read(folder.At("conversations")).Should().NotThrow();
    }

    [Fact]
    public void Conversation_of_the_sample_is_read() => Read(Repo.At("samples/Notify.Sample.Worker/conversations")).Should().NotThrow();

    [Theory]
    [MemberData(nameof(Schema))]
    public void Schema_has_the_fields_of_the_reader(string definition, string type)
    {
        using var schema = JsonDocument.Parse(Repo.Read("docs", "conversations.schema.json"));
        var node = definition.Length == 0 ? schema.RootElement : schema.RootElement.GetProperty("$defs").GetProperty(definition);
        var fields = node.GetProperty("properties").EnumerateObject().Select(p => p.Name.TrimStart('$')).ToList();
        var read = typeof(INotifier).Assembly.GetTypes().Single(t => t.Name == type).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        fields.Should().BeEquivalentTo(read);
        fields.Where(f => f != "schema" && !Repo.Read(Name).Contains($"`{f}`", StringComparison.Ordinal)).Should().BeEmpty("the page explains every field");
    }

    private static Func<ConversationOptions> Read(string folder) => () =>
    {
        using var services = new ServiceCollection().AddNotify(notify => notify.UseInMemoryStorageForTests().AddConversations(folder)).BuildServiceProvider();
        return services.GetRequiredService<IOptions<ConversationOptions>>().Value;
    };
}
