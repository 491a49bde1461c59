using System.Text.Json.Nodes;
using Notify.Outcomes;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Errors;

public class WhatsAppErrorTableTests
{
    public static TheoryData<int, int, string, string, string> Facts
    {
        get
        {
            var data = new TheoryData<int, int, string, string, string>();
            foreach (var line in Sample.File("error-codes.json").AsArray())
            {
                data.Add(Get<int>(line, "code"), Get<int>(line, "last"), Get<string>(line, "class"), Get<string>(line, "http"), Get<string>(line, "source"));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void Meta_has_every_known_code(int code, int last, string @class, string http, string source)
    {
        var line = WhatsAppErrorTable.Meta.Find(code)!;

        line.Should().NotBeNull();
        (line.Code, line.LastCode).Should().Be((code, last));
        line.Meaning.Should().NotBeNullOrWhiteSpace();
        line.Remedy.Should().NotBeNullOrWhiteSpace();
        line.HttpStatus.Should().Be(http == "?" ? null : int.Parse(http.TrimEnd('?')));
        line.HttpStatusVerified.Should().Be(!http.Contains('?'));
        line.Source.Should().Be(source[0] switch
        {
            'M' => WhatsAppErrorSource.MetaErrorPage,
            'O' when code == 17 => WhatsAppErrorSource.MetaOpenApi,
            _ => WhatsAppErrorSource.ThirdParty,
        });
        (line.Class, line.Scope).Should().Be(Expected(@class, line));
    }

    [Fact]
    public void Meta_has_no_code_twice_and_nothing_unknown() =>
        WhatsAppErrorTable.Meta.Errors.Select(e => e.Code).Should().OnlyHaveUniqueItems().And.HaveCount(Facts.Count);

    [Theory]
    [InlineData(250, 200)]
    [InlineData(2388024, 2388019)]
    public void Find_knows_ranges(int code, int first) => WhatsAppErrorTable.Meta.Find(code)!.Code.Should().Be(first);

    [Theory]
    [InlineData(131049, 24 * 60)]
    [InlineData(131057, 1)]
    [InlineData(132069, 60)]
    [InlineData(134101, 10)]
    [InlineData(133015, 5)]
    public void Classify_gives_the_least_delay(int code, int minutes) =>
        WhatsAppErrorTable.Meta.Classify(code).RetryAfter.Should().Be(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData(131047, OutcomeClass.Defer)]
    [InlineData(80007, OutcomeClass.Defer)]
    [InlineData(131000, OutcomeClass.Rejected)]
    [InlineData(131026, OutcomeClass.Rejected)]
    [InlineData(131051, OutcomeClass.Rejected)]
    [InlineData(132000, OutcomeClass.Rejected)]
    [InlineData(133016, OutcomeClass.Rejected)]
    [InlineData(135000, OutcomeClass.Rejected)]
    [InlineData(190, OutcomeClass.Retry)]
    [InlineData(131049, OutcomeClass.Retry)]
    [InlineData(424242, OutcomeClass.Retry)]
    public void Legacy_classes_as_the_older_system_did(int code, OutcomeClass expected)
    {
        var outcome = WhatsAppErrorTable.Legacy.Classify(code, httpStatus: 400);

        outcome.Should().Match<Outcome>(o => o.Class == expected && o.Scope == OutcomeScope.Delivery && o.RetryAfter == null);
    }

    [Theory]
    [InlineData(131047, true)]
    [InlineData(131026, false)]
    public void Classify_tells_that_the_window_is_closed(int code, bool expected)
    {
        WhatsAppErrorTable.Meta.Classify(code).IsWindowClosed.Should().Be(expected);
        WhatsAppErrorTable.Legacy.Classify(code).IsWindowClosed.Should().Be(expected);
    }

    [Theory]
    [InlineData(131050, true)]
    [InlineData(131049, false)]
    public void Classify_tells_that_the_person_has_stopped_marketing(int code, bool expected)
    {
        WhatsAppErrorTable.Meta.Classify(code).IsMarketingOptOut.Should().Be(expected);
        WhatsAppErrorTable.Legacy.Classify(code).IsMarketingOptOut.Should().Be(expected);
    }

    [Theory]
    [InlineData(130403, true)]
    [InlineData(131026, false)]
    public void Classify_tells_that_the_business_has_blocked_the_person(int code, bool expected)
    {
        WhatsAppErrorTable.Meta.Classify(code).IsPersonBlocked.Should().Be(expected);
        WhatsAppErrorTable.Legacy.Classify(code).IsPersonBlocked.Should().Be(expected);
    }

    [Fact]
    public async Task Sender_has_Metas_window_of_24_hours()
    {
        await using var rig = await Rig.StartAsync();

        rig.Sender.ServiceWindow.Should().Be(TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Legacy_is_chosen_by_name()
    {
        await using var rig = await Rig.StartAsync(o => o.ErrorTable = "Legacy");
        rig.Graph.Answer = c => FakeGraph.Error(c, 400, 131000);

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Rejected);
    }

    [Fact]
    public async Task Overrides_change_parts_and_add_codes()
    {
        await using var rig = await Rig.StartAsync(o =>
        {
            o.Errors[131047] = new() { Class = OutcomeClass.Defer, Delay = TimeSpan.FromMinutes(3) };
            o.Errors[777] = new() { Class = OutcomeClass.Stopped, Scope = OutcomeScope.App, Remedy = "Call us." };
            o.Errors[250] = new() { Class = OutcomeClass.Rejected };
        });

        rig.Graph.Answer = c => FakeGraph.Error(c, 400, 131047);
        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == OutcomeClass.Defer && o.RetryAfter == TimeSpan.FromMinutes(3)
            && o.Remedy == WhatsAppErrorTable.Meta.Find(131047)!.Remedy);
        rig.Graph.Answer = c => FakeGraph.Error(c, 400, 777);
        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == OutcomeClass.Stopped && o.Scope == OutcomeScope.App && o.Remedy == "Call us.");
        rig.Graph.Answer = c => FakeGraph.Error(c, 400, 250);
        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Rejected);
        rig.Graph.Answer = c => FakeGraph.Error(c, 400, 251);
        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Stopped);
    }

    [Fact]
    public void Override_of_zero_takes_the_delay_away()
    {
        var table = WhatsAppErrorTable.Meta.With(new Dictionary<int, WhatsAppErrorOverride> { [131049] = new() { Delay = TimeSpan.Zero } });

        table.Classify(131049).RetryAfter.Should().BeNull();
        WhatsAppErrorTable.Meta.Classify(131049).RetryAfter.Should().NotBeNull();
    }

    [Fact]
    public async Task Unknown_codes_may_be_classed_alike()
    {
        await using var rig = await Rig.StartAsync(o => o.UnknownErrors = OutcomeClass.Defer);
        rig.Graph.Answer = c => FakeGraph.Error(c, 400, 424242);

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Defer);
    }

    // The facts' classes, in their own words, to ours.
    private static (OutcomeClass Class, OutcomeScope Scope) Expected(string @class, WhatsAppError line) => @class switch
    {
        "STOP token" or "STOP app" => (OutcomeClass.Stopped, OutcomeScope.App),
        "STOP phone" => (OutcomeClass.Stopped, OutcomeScope.Number),
        "STOP WABA" or "STOP WABA, DEFER" => (OutcomeClass.Stopped, OutcomeScope.Account),
        "STOP (payments)" => (OutcomeClass.Stopped, OutcomeScope.Template),
        "RETRY" or "RETRY few, then FAIL" => (OutcomeClass.Retry, OutcomeScope.Delivery),
        "RETRY, pace phone" or "RETRY ~1 min, phone" => (OutcomeClass.Retry, OutcomeScope.Number),
        "RETRY 4^X s, recipient only" => (OutcomeClass.Retry, OutcomeScope.Recipient),
        "DEFER app-wide" => (OutcomeClass.Defer, OutcomeScope.App),
        "DEFER WABA" => (OutcomeClass.Defer, OutcomeScope.Account),
        "DEFER 10 min" => (OutcomeClass.Defer, OutcomeScope.Delivery),
        "DEFER" => (OutcomeClass.Defer, line.Code == 2494100 ? OutcomeScope.Number : OutcomeScope.App),
        "DEFER ≥24 h, recipient+marketing" => (OutcomeClass.Defer, OutcomeScope.Recipient),
        "RCPT (this message)" => (OutcomeClass.Rejected, OutcomeScope.Delivery),
        "RCPT (block country)" => (OutcomeClass.Rejected, OutcomeScope.Country),
        "TMPL, DEFER" or "TMPL, DEFER 1 h" => (OutcomeClass.Defer, OutcomeScope.Template),
        "ops DEFER" => (OutcomeClass.Defer, OutcomeScope.Number),
        _ when @class.StartsWith("RCPT", StringComparison.Ordinal) => (OutcomeClass.Rejected, OutcomeScope.Recipient),
        _ when @class.StartsWith("TMPL", StringComparison.Ordinal) => (OutcomeClass.Rejected, OutcomeScope.Template),
        _ => (OutcomeClass.Rejected, OutcomeScope.Delivery),
    };

    private static T Get<T>(JsonNode? line, string name) => line![name]!.GetValue<T>();
}
