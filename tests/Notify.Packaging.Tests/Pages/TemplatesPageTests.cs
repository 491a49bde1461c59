using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;
using Notify.Packaging.Tests.Support;
using Notify.Templates;

namespace Notify.Packaging.Tests.Pages;

/// <summary>The example of docs/templates.md is imported as it stands, and the schema knows the fields the reader knows.</summary>
public sealed class TemplatesPageTests
{
    private const string Name = "docs/templates.md";

    public static TheoryData<string, string> Schema => new()
    {
        { "", "TemplateFile" },
        { "entry", "TemplateFileEntry" },
        { "channel", "TemplateFileChannel" },
        { "locale", "TemplateFileLocale" },
        { "header", "TemplateHeader" },
        { "button", "TemplateContentButton" },
        { "retry", "RetryPolicy" },
        { "unconfirmed", "TemplateDoubt" },
    };

    [Fact]
    public async Task Example_is_imported()
    {
        using var folder = new TempFolder();
        folder.Write("templates/orders.json", Page.Block(Name, "example"));
        await using var services = new ServiceCollection()
            .AddNotify(notify => notify.UseInMemoryStorageForTests().AddTemplates(folder.At("templates")))
            .BuildServiceProvider();

        await services.GetRequiredService<IWorker>().RunOnceAsync();

        var templates = (await services.GetRequiredService<ITemplateStore>().LoadAsync(default)).Templates;
        templates.Select(t => $"{t.Key} {t.Channel} {t.Locale}")
            .Should().BeEquivalentTo("order_paid whatsapp en", "order_paid whatsapp fr", "order_paid pager en");
    }

    [Theory]
    [MemberData(nameof(Schema))]
    public void Schema_has_the_fields_of_the_reader(string definition, string type)
    {
        using var schema = JsonDocument.Parse(Repo.Read("docs", "templates.schema.json"));
        var node = definition.Length == 0 ? schema.RootElement : schema.RootElement.GetProperty("$defs").GetProperty(definition);
        var fields = node.GetProperty("properties").EnumerateObject().Select(p => p.Name.TrimStart('$'));
        var read = typeof(INotifier).Assembly.GetTypes().Single(t => t.Name == type).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        fields.Should().BeEquivalentTo(read);
    }

    [Fact]
    public void Table_has_the_fields_of_the_schema()
    {
        using var schema = JsonDocument.Parse(Repo.Read("docs", "templates.schema.json"));
        var documented = Repo.Read(Name);
        Fields(schema.RootElement).Where(f => f[0] != '$').Distinct()
            .Where(field => !documented.Contains($"`{field}`", StringComparison.Ordinal))
            .Should().BeEmpty("the page explains every field");
    }

    private static IEnumerable<string> Fields(JsonElement node) => node.ValueKind != JsonValueKind.Object
        ? []
        : node.EnumerateObject().SelectMany(p => p.NameEquals("properties") && p.Value.ValueKind == JsonValueKind.Object
            ? p.Value.EnumerateObject().Select(f => f.Name).Concat(p.Value.EnumerateObject().SelectMany(f => Fields(f.Value)))
            : Fields(p.Value));
}
