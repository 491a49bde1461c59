using System.Net;
using System.Text.Json;
using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

public sealed class TemplateListTests : IAsyncLifetime
{
    private const string Path = "/v25.0/100200300400500/message_templates";
    private readonly EmulatorFixture _fixture = new();

    private MetaClient Client => _fixture.Client;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task List_follows_next_until_it_is_absent()
    {
        var names = new List<string>();
        var pages = 0;
        for (string? path = $"{Path}?limit=3"; path is not null; pages++)
        {
            var page = await Client.GetAsync(path);
            names.AddRange(Data(page).Select(template => $"{template.GetProperty("name")}/{template.GetProperty("language")}"));
            path = page.Body.GetProperty("paging").TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        pages.Should().Be(3);
        names.Should().Equal(
            "order_paid/en", "reminder/en", "reminder/fr", "statement/en", "meeting/en", "coupon/en", "verify_code/en", "waiting/en");
    }

    [Fact]
    public async Task List_goes_back_with_previous()
    {
        var first = await Client.GetAsync($"{Path}?limit=3");
        var second = await Client.GetAsync(first.Body.GetProperty("paging").GetProperty("next").GetString()!);
        var back = await Client.GetAsync(second.Body.GetProperty("paging").GetProperty("previous").GetString()!);

        Data(back).Select(template => template.GetProperty("id").GetString()).Should().Equal(Data(first).Select(template => template.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task List_gives_the_wanted_fields_and_the_id()
    {
        var template = Data(await Client.GetAsync($"{Path}?fields=name,status&limit=1")).Single();

        template.EnumerateObject().Select(field => field.Name).Should().BeEquivalentTo("name", "status", "id");
    }

    [Theory]
    [InlineData("name=reminder", 2)]
    [InlineData("name=reminder&language=fr", 1)]
    [InlineData("status=PENDING", 1)]
    [InlineData("category=MARKETING", 3)]
    [InlineData("name=nothing_like_it", 0)]
    public async Task List_filters(string query, int count)
    {
        var page = await Client.GetAsync($"{Path}?{query}");

        Data(page).Should().HaveCount(count);
        page.Body.TryGetProperty("paging", out _).Should().Be(count > 0);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    [InlineData("after=!!")]
    [InlineData("fields=name,colour")]
    public async Task List_refuses_parameters_it_does_not_understand(string query) => (await Client.GetAsync($"{Path}?{query}")).Code.Should().Be(100);

    [Fact]
    public async Task Create_approves_and_lists()
    {
        var created = await CreateAsync("""{"name":"new_one","language":"en_US","category":"UTILITY","components":[{"type":"BODY","text":"Hi {{1}}"}]}""");

        created.Body.GetProperty("status").GetString().Should().Be("APPROVED");
        created.Body.GetProperty("category").GetString().Should().Be("UTILITY");
        Data(await Client.GetAsync($"{Path}?name=new_one")).Single().GetProperty("id").GetString().Should().Be(created.Body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Create_leaves_pending_where_templates_are_not_approved_at_once()
    {
        await using var strict = await MetaEmulator.StartAsync(new MetaEmulatorOptions { ApproveTemplates = false });
        using var client = new MetaClient(strict.BaseAddress);

        var created = await client.PostAsync(Path, """{"name":"x","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"}]}""");

        created.Body.GetProperty("status").GetString().Should().Be("PENDING");
    }

    [Fact]
    public async Task Create_of_an_existing_name_and_language_answers_subcode_2388024()
    {
        var answer = await CreateAsync("""{"name":"reminder","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"}]}""");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Code.Should().Be(100);
        answer.Error.GetProperty("error_subcode").GetInt32().Should().Be(2388024);
    }

    [Theory]
    [InlineData("""{"name":"Not Good","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"}]}""")]
    [InlineData("""{"name":"x","language":"english","category":"UTILITY","components":[{"type":"BODY","text":"Hi"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"NEWS","components":[{"type":"BODY","text":"Hi"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","components":[]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","components":[{"type":"FOOTER","text":"Hi"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi {{2}}"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi {{name}}"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","parameter_format":"NAMED","components":[{"type":"BODY","text":"Hi {{1}}"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"},{"type":"BODY","text":"Hi"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"},{"type":"FOOTER","text":"{{1}}"}]}""")]
    [InlineData("""{"name":"x","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"},{"type":"BUTTONS","buttons":[{"type":"LEVER","text":"x"}]}]}""")]
    public async Task Create_refuses_what_Meta_would(string template)
    {
        (await CreateAsync(template)).Code.Should().BeOneOf(100, 131009);
        Data(await Client.GetAsync($"{Path}?limit=100")).Should().HaveCount(8);
    }

    [Fact]
    public async Task Status_change_of_an_unknown_template_answers_132001()
        => (await Client.PostAsync("/_emulator/templates/status", """{"name":"none","language":"en","status":"PAUSED"}""")).Code.Should().Be(132001);

    [Fact]
    public async Task Status_change_to_an_unknown_status_answers_100()
        => (await Client.PostAsync("/_emulator/templates/status", """{"name":"reminder","language":"en","status":"TIRED"}""")).Code.Should().Be(100);

    [Fact]
    public async Task Templates_need_a_token()
    {
        using var http = new HttpClient { BaseAddress = _fixture.Emulator.BaseAddress };
        using var response = await http.GetAsync(Path);

        (await MetaClient.ReadAsync(response)).Code.Should().Be(190);
    }

    [Fact]
    public async Task Start_with_a_wrong_template_says_which()
    {
        var start = () => MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            TemplatesJson = """{"data":[{"name":"x","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"{{3}}"}]}]}""",
        });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*data[0]*{{1}}*");
    }

    private static IReadOnlyList<JsonElement> Data(Answer answer) => [.. answer.Body.GetProperty("data").EnumerateArray()];

    private Task<Answer> CreateAsync(string template) => Client.PostAsync(Path, template);
}
