using System.Collections.Concurrent;
using Microsoft.Playwright;
using Notify.Emulators.Meta;
using Notify.Emulators.Mtn;
using Notify.Emulators.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Notify.Emulators.Tests.Meta;

public sealed class PhonePageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Aline = "+250788123456";
    private readonly EmulatorFixture _fixture = new();
    private readonly ConcurrentQueue<string> _problems = new();

    private MetaClient Client => _fixture.Client;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Page_shows_a_conversation_as_a_person_sees_it()
    {
        await Client.SendAsync("""
            {"messaging_product":"whatsapp","to":"+250788123456","type":"template","template":{"name":"order_paid","language":{"code":"en"},"components":[
              {"type":"header","parameters":[{"type":"text","parameter_name":"number","text":"42"}]},
              {"type":"body","parameters":[{"type":"text","parameter_name":"name","text":"Aline"},{"type":"text","parameter_name":"amount","text":"_RWF 5_"}]},
              {"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"abc"}]}]}}
            """);
        await Client.SendAsync("""{"messaging_product":"whatsapp","to":"+250788123456","type":"document","document":{"id":"1","filename":"Statement.pdf"}}""");
        var page = await OpenAsync();

        await page.Locator(".row button").ClickAsync();

        var first = page.Locator(".bubble").First;
        await Expect(first.Locator(".headline")).ToHaveTextAsync("Order 42");
        await Expect(first.Locator(".text strong")).ToHaveTextAsync("Aline");
        await Expect(first.Locator(".text em")).ToHaveTextAsync("RWF 5");
        await Expect(first.Locator(".footer")).ToHaveTextAsync("Reply STOP to opt out");
        await Expect(first.Locator(".actions li")).ToHaveTextAsync(["Receipt", "Thanks"]);
        await Expect(first.GetByRole(AriaRole.Img, new() { Name = "Read" })).ToBeVisibleAsync();
        await Expect(page.Locator(".bubble").Nth(1).Locator(".media")).ToContainTextAsync("Statement.pdf");
        _problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Page_escapes_html_and_keeps_lines()
    {
        await Client.SendTextAsync(Aline, "<img src=x onerror=alert(1)>\n<b>plain</b> *bold* ~gone~ 2*3*4");
        var page = await OpenAsync();

        await page.Locator(".row button").ClickAsync();

        var text = page.Locator(".bubble .text");
        await Expect(text).ToHaveTextAsync("<img src=x onerror=alert(1)>\n<b>plain</b> bold gone 2*3*4");
        await Expect(text.Locator("img, b")).ToHaveCountAsync(0);
        await Expect(text.Locator("strong")).ToHaveTextAsync("bold");
        await Expect(text.Locator("s")).ToHaveTextAsync("gone");
        _problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Page_shows_new_messages_and_failures_by_itself()
    {
        await Client.SendTextAsync("+99921310490001", "first");
        var page = await OpenAsync();
        await page.Locator(".row button").ClickAsync();
        await Expect(page.Locator(".bubble .why")).ToContainTextAsync("131049");

        await Client.SendTextAsync("+99921310490001", "second");
        await Client.SendTextAsync("+250788000009", "elsewhere");

        await Expect(page.Locator(".bubble .text")).ToHaveTextAsync(["first", "second"]);
        await Expect(page.Locator(".row")).ToHaveCountAsync(2);
        await Expect(page.Locator("#totals")).ToHaveTextAsync("3 messages · 2 conversations");
    }

    [Fact]
    public async Task Page_lets_a_person_reply()
    {
        await Client.SendAsync("""
            {"messaging_product":"whatsapp","to":"+250788123456","type":"interactive","interactive":{"type":"button","body":{"text":"Coming?"},"action":{"buttons":[
              {"type":"reply","reply":{"id":"yes","title":"Yes"}},{"type":"reply","reply":{"id":"no","title":"No"}}]}}}
            """);
        var page = await OpenAsync();
        await page.Locator(".row button").ClickAsync();

        await page.GetByPlaceholder("Type a reply as WhatsApp").FillAsync("Yego *cyane* 👋");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".own .text")).ToHaveTextAsync("Yego cyane 👋");
        await page.Locator(".tap", new() { HasText = "Yes" }).ClickAsync();
        await Expect(page.Locator(".own")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply with a picture" }).ClickAsync();
        await Expect(page.Locator(".own .media-image")).ToBeVisibleAsync();
        await page.Locator(".line:not(.own) .bubble .text").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "React to the selected message" }).ClickAsync();

        await Expect(page.Locator(".own .text")).ToHaveTextAsync(["Yego cyane 👋", "Yes", "👍"]);
        await Expect(page.Locator(".row .preview")).ToContainTextAsync("👍");
        await Expect(page.Locator("#write-text")).ToHaveValueAsync("");
        _problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("RW.13491208655302741918")]
    [InlineData("+250788123456")]
    public async Task Page_lets_somebody_write_who_was_written_nothing(string person)
    {
        var page = await OpenAsync();
        await page.Locator("#reveal").ClickAsync();

        await page.Locator("#begin-as").FillAsync(person);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".row .name")).ToHaveTextAsync(person);
        await Expect(page.Locator("#begin-as")).ToHaveValueAsync("");
        await page.Locator(".row button").ClickAsync();
        await page.GetByPlaceholder("Type a reply as WhatsApp").FillAsync("Muraho");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".own .text")).ToHaveTextAsync(["Hello", "Muraho"]);
        _problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Page_lets_somebody_write_to_the_number_that_wrote_to_anybody_last()
    {
        await using var emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions { OpenWindows = true });
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync(Aline, "Welcome");
        var page = await OpenAsync(emulator: emulator.BaseAddress);

        await page.Locator("#begin-as").FillAsync("RW.13491208655302741918");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".row")).ToHaveCountAsync(2);
        _problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Page_says_what_is_wrong_with_somebody_who_is_to_write()
    {
        var page = await OpenAsync();

        await page.Locator("#begin-as").FillAsync("Aline");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let them say hello" }).ClickAsync();

        await Expect(page.Locator("#begin-problem")).ToContainTextAsync("user_id");
    }

    [Fact]
    public async Task Page_lets_a_person_reply_as_SMS_where_there_is_SMS()
    {
        await using var emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions { Mtn = new MtnEmulatorOptions(), OpenWindows = true });
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync(Aline, "Order SK-4413 is on its way");
        var page = await OpenAsync(emulator: emulator.BaseAddress);
        await page.Locator(".row button").ClickAsync();

        await page.Locator("#write-over").SelectOptionAsync("sms");
        await page.GetByPlaceholder("Type a reply as SMS").FillAsync("STATUS SK-4413");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".own .text")).ToHaveTextAsync("STATUS SK-4413");
        await Expect(page.Locator(".own .meta .over")).ToHaveTextAsync("SMS");
        await Expect(page.Locator("#write-picture")).ToBeDisabledAsync();
        _problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Page_ends_a_call_where_there_is_an_app_to_tell_and_says_what_it_does_with_it()
    {
        await using var app = await WebhookEndpoint.StartAsync();
        await Client.SendTextAsync(Aline, "Hello");
        var page = await OpenAsync();
        await page.Locator(".row button").ClickAsync();
        await Expect(page.GetByText("Hello").Last).ToBeVisibleAsync();
        await Expect(page.Locator("#end-call")).ToBeHiddenAsync();
        using var target = new StringContent($$$"""{"url":"{{{app.Url}}}","token":"key","body":{}}""", System.Text.Encoding.UTF8, "application/json");
        (await Client.Http.PutAsync("/_emulator/calls", target)).EnsureSuccessStatusCode();
        await Client.SendTextAsync(Aline, "Ring");

        await page.GetByRole(AriaRole.Button, new() { Name = "End a call" }).ClickAsync();

        (await app.NextAsync()).Text.Should().Contain(Aline[1..]);
        await Expect(page.Locator("#write-problem")).ToHaveTextAsync("The call has ended; the app says: done.");
        _problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Page_without_SMS_offers_none()
    {
        await Client.SendTextAsync(Aline);
        var page = await OpenAsync();

        await page.Locator(".row button").ClickAsync();

        await Expect(page.GetByPlaceholder("Type a reply as WhatsApp")).ToBeVisibleAsync();
        await Expect(page.Locator("#write-over")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Page_masks_numbers_until_asked()
    {
        await Client.SendTextAsync(Aline);
        var page = await OpenAsync();
        await Expect(page.Locator(".row .name")).ToHaveTextAsync("+250•••••••56");
        (await page.ContentAsync()).Should().NotContain(Aline);

        await page.Locator("#reveal").ClickAsync();

        await Expect(page.Locator(".row .name")).ToHaveTextAsync(Aline);
    }

    [Fact]
    public async Task Page_searches_and_filters()
    {
        await Client.SendTextAsync("+250788000001", "Your order is ready");
        await Client.SendTextAsync("+250788000002", "Contribution due");
        await Client.SendTextAsync("+99921310490001", "Flash sale");
        var page = await OpenAsync();

        await page.Locator("#search").FillAsync("ORDER");
        await Expect(page.Locator(".row .preview")).ToHaveTextAsync(["Your order is ready"]);
        await page.Locator("#search").FillAsync("788000002");
        await Expect(page.Locator(".row .preview")).ToHaveTextAsync(["Contribution due"]);
        await page.Locator("#search").FillAsync(string.Empty);
        await page.GetByRole(AriaRole.Button, new() { Name = "Failed", Exact = true }).ClickAsync();

        await Expect(page.Locator(".row .preview")).ToHaveTextAsync(["Flash sale"]);
    }

    [Fact]
    public async Task Page_holds_thousands_of_conversations_and_messages()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), async (index, _) => await Client.SendTextAsync($"+25078900{index:0000}", $"to {index}"));
        for (var index = 0; index < 120; index++)
        {
            await Client.SendTextAsync(Aline, $"message {index}");
        }

        var page = await OpenAsync();
        await Expect(page.Locator("#totals")).ToContainTextAsync("2,001 conversations");
        (await page.Locator(".row").CountAsync()).Should().BeLessThan(60);

        await page.Locator("#conversations").EvaluateAsync("list => { list.scrollTop = list.scrollHeight; }");
        await Expect(page.Locator(".row[aria-posinset='2001']")).ToBeVisibleAsync();
        await page.Locator("#conversations").EvaluateAsync("list => { list.scrollTop = 0; }");
        await page.Locator(".row[aria-posinset='1'] button").ClickAsync();
        await Expect(page.Locator(".bubble").Last).ToContainTextAsync("message 119");
        await Expect(page.Locator(".bubble")).ToHaveCountAsync(50);
        await Expect(page.Locator(".bubble").Last).ToBeInViewportAsync();
        await page.Locator("#talk").EvaluateAsync("talk => { talk.scrollTop = 0; }");

        await Expect(page.Locator(".bubble")).ToHaveCountAsync(100);
        await Expect(page.Locator(".bubble").First).ToContainTextAsync("message 20");
        _problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Page_on_a_narrow_screen_goes_from_list_to_messages_and_back()
    {
        await Client.SendTextAsync(Aline, "Hello");
        var page = await OpenAsync(390, 844);

        await page.Locator(".row button").ClickAsync();
        await Expect(page.Locator(".bubble")).ToBeVisibleAsync();
        await Expect(page.Locator(".row button")).ToBeHiddenAsync();
        await page.Locator(".bubble").ClickAsync();
        await Expect(page.Locator("#details-body")).ToContainTextAsync("wamid.");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#back").ClickAsync();

        await Expect(page.Locator(".row button")).ToBeVisibleAsync();
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue("nothing may stick out to the side");
    }

    [Fact]
    public async Task Page_says_when_there_is_nothing()
    {
        var page = await OpenAsync();

        await Expect(page.Locator("#no-conversations")).ToContainTextAsync("No messages yet");
    }

    [Fact]
    public async Task Root_leads_to_the_page_and_the_page_may_load_only_its_own_files()
    {
        using var answer = await Client.Http.GetAsync("/");

        answer.RequestMessage!.RequestUri!.AbsolutePath.Should().Be("/phone");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'").And.NotContain("unsafe");
    }

    private async Task<IPage> OpenAsync(int width = 1280, int height = 800, Uri? emulator = null)
    {
        var page = await chromium.OpenAsync(width, height);
        page.PageError += (_, problem) => _problems.Enqueue(problem);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _problems.Enqueue(message.Text);
            }
        };
        await page.GotoAsync(new Uri(emulator ?? _fixture.Emulator.BaseAddress, "/phone").ToString());
        return page;
    }
}
