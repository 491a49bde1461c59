using Notify.Contacts;
using Notify.Templates;
using Notify.Webhooks;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Tests.Support;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Tests.Webhooks;

/// <summary>What Meta says of templates, accounts and preferences.</summary>
public class AccountEventTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1751247548);

    [Theory]
    [InlineData("APPROVED", ApprovalStatus.Approved)]
    [InlineData("REINSTATED", ApprovalStatus.Approved)]
    [InlineData("UNARCHIVED", ApprovalStatus.Approved)]
    [InlineData("FLAGGED", ApprovalStatus.Approved)]
    [InlineData("PENDING", ApprovalStatus.Pending)]
    [InlineData("IN_APPEAL", ApprovalStatus.Pending)]
    [InlineData("REJECTED", ApprovalStatus.Rejected)]
    [InlineData("PAUSED", ApprovalStatus.Paused)]
    [InlineData("DISABLED", ApprovalStatus.Disabled)]
    [InlineData("DELETED", ApprovalStatus.Disabled)]
    [InlineData("PENDING_DELETION", ApprovalStatus.Disabled)]
    [InlineData("ARCHIVED", ApprovalStatus.Disabled)]
    [InlineData("LIMIT_EXCEEDED", ApprovalStatus.Disabled)]
    public void Template_status_is_an_approval(string status, ApprovalStatus expected) =>
        Template(status).Should().Be(new TemplateApprovalEvent("abandoned_cart", "en", expected, null)
        {
            Channel = Channel.WhatsApp,
            Account = "rwanda",
            OccurredAt = Time,
        });

    [Theory]
    [InlineData("LOCKED")]
    [InlineData("SOMETHING_NEW")]
    public void Template_status_that_changes_no_approval_is_a_note(string status) =>
        Template(status).Should().BeOfType<AccountNoteEvent>().Which.Should().Match<AccountNoteEvent>(
            n => n.Code == "TEMPLATE_" + status && n.Detail == "Template abandoned_cart (en)");

    [Fact]
    public void Template_status_tells_the_reason() => Hook.Read(Sample.Meta("template_rejected").ToJsonString()).Events.Single()
        .Should().BeOfType<TemplateApprovalEvent>().Which.Reason.Should().StartWith("INVALID_FORMAT");

    [Theory]
    [InlineData("message_template_quality_update", "\"previous_quality_score\":\"GREEN\",\"new_quality_score\":\"RED\"", "TEMPLATE_QUALITY", "GREEN to RED")]
    [InlineData("template_category_update", "\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\"", "TEMPLATE_CATEGORY", "UTILITY to MARKETING")]
    [InlineData("template_category_update", "\"new_category\":\"UTILITY\",\"correct_category\":\"MARKETING\"", "TEMPLATE_CATEGORY_UPCOMING", "UTILITY to MARKETING")]
    public void Template_quality_and_category_are_notes(string field, string more, string code, string what) =>
        Note(field, $$"""{"message_template_name":"cart","message_template_language":"en",{{more}}}""").Should().Be((code, $"Template cart (en): {what}"));

    [Theory]
    [InlineData("stop", false)]
    [InlineData("resume", true)]
    [InlineData("signup", true)]
    public void Preference_is_whether_the_person_wants_marketing(string value, bool expected) =>
        Preference($$"""{"wa_id":"250788123456","category":"marketing_messages","value":"{{value}}","timestamp":1751247548}""").Should().Be(
            new MarketingPreferenceEvent(Address.Phone("+250788123456"), expected) { Channel = Channel.WhatsApp, Account = "rwanda", OccurredAt = Time });

    [Fact]
    public void Preference_without_a_phone_number_is_by_user_id() =>
        ((MarketingPreferenceEvent)Preference("""{"user_id":"RW.1","category":"marketing_messages","value":"stop"}""")!).From
            .Should().Be(new Address("whatsapp-user", "RW.1"));

    [Fact]
    public void Preference_gives_both_addresses() =>
        ((MarketingPreferenceEvent)Preference("""{"wa_id":"250788123456","user_id":"RW.1","category":"marketing_messages","value":"stop"}""")!)
            .Should().Match<MarketingPreferenceEvent>(p => p.From == Address.Phone("+250788123456") && p.Linked == Both("+250788123456", "RW.1"));

    [Theory]
    [InlineData("""{"wa_id":"250788123456","user_id":{"previous":"RW.1","current":"RW.2"},"timestamp":1751247548}""", "+250788123456", "RW.1", "RW.2")]
    [InlineData("""{"user_id":"RW.2","previous_user_id":"RW.1","timestamp":"1751247548"}""", "RW.1", "RW.2")]
    public void User_id_update_is_one_person(string update, params string[] expected) =>
        Hook.Read(Hook.Event("user_id_update", $$"""{"user_id_update":[{{update}}]}""")).Events.Single().Should().Be(
            new SamePersonEvent(Both(expected)) { Channel = Channel.WhatsApp, Account = "rwanda", OccurredAt = Time });

    [Fact]
    public void User_id_update_of_one_id_is_counted() =>
        Hook.Read(Hook.Event("user_id_update", """{"user_id_update":[{"user_id":"RW.2"}]}""")).Should().BeEquivalentTo(new WebhookReading { Ignored = 1 });

    [Fact]
    public void Status_that_names_both_addresses_is_one_person_too()
    {
        var reading = Hook.Read(Hook.Statuses(Hook.Status("delivered", more: ",\"recipient_user_id\":\"US.1\"") + "," + Hook.Status("read")));

        reading.Receipts.Should().HaveCount(2);
        reading.Events.Should().ContainSingle().Which.Should().BeOfType<SamePersonEvent>().Which.Addresses.Should().Be(Both("+16505551234", "US.1"));
    }

    [Theory]
    [InlineData("""{"wa_id":"250788123456","category":"other","value":"stop"}""")]
    [InlineData("""{"wa_id":"250788123456","category":"marketing_messages","value":"maybe"}""")]
    [InlineData("""{"category":"marketing_messages","value":"stop"}""")]
    [InlineData("7")]
    public void Preference_nobody_can_read_is_counted(string preference) => Preference(preference).Should().BeNull();

    [Fact]
    public void Restriction_closes_the_account_for_its_time()
    {
        var standing = Standing("""{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","expiration":1751333948}]}""");

        standing.Should().Match<AccountStandingEvent>(s => s.IsClosed && s.Code == "ACCOUNT_RESTRICTION" && s.For == TimeSpan.FromDays(1) && s.Account == "rwanda");
        standing.Reason.Should().Contain("RESTRICTED_BIZ_INITIATED_MESSAGING");
        standing.Remedy.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void Restriction_of_an_entry_without_a_time_ends_too()
    {
        var body = Hook.Envelope("""{"field":"account_update","value":{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING","expiration":1751333950}]}}""");

        Hook.Read(body).Events.Single().Should().Match<AccountStandingEvent>(s => s.IsClosed && s.OccurredAt == Hook.ReceivedAt && s.For == TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("order\\u0000paid", "en")]
    [InlineData("order_paid", "e\\u0000n")]
    [InlineData("Order paid", "en")]
    public void Template_of_a_name_meta_does_not_allow_is_counted(string name, string language) =>
        Hook.Read(Hook.Event("message_template_status_update", $$"""{"event":"PAUSED","message_template_name":"{{name}}","message_template_language":"{{language}}"}"""))
            .Should().BeEquivalentTo(new WebhookReading { Ignored = 1 });

    [Fact]
    public void Restriction_without_an_end_closes_until_somebody_opens() =>
        Standing("""{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_CUSTOMER_INITIATED_MESSAGING"}]}""")
            .Should().Match<AccountStandingEvent>(s => s.IsClosed && s.For == null);

    [Theory]
    [InlineData("""{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE"}}""", true)]
    [InlineData("""{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":["DISABLE"]}}""", null)]
    [InlineData("""{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"REINSTATE"}}""", false)]
    [InlineData("""{"event":"ACCOUNT_DELETED"}""", true)]
    [InlineData("""{"event":"ACCOUNT_OFFBOARDED"}""", true)]
    [InlineData("""{"event":"ACCOUNT_RECONNECTED"}""", false)]
    public void Account_update_closes_and_opens(string value, bool? isClosed)
    {
        var standing = Hook.Read(Hook.Event("account_update", value)).Events.OfType<AccountStandingEvent>().SingleOrDefault();

        (standing?.IsClosed).Should().Be(isClosed);
        (standing?.Remedy is null).Should().Be(isClosed != true);
    }

    [Theory]
    [InlineData("""{"event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":"SPAM"}}""", "ACCOUNT_VIOLATION", "SPAM")]
    [InlineData("""{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_ADD_PHONE_NUMBER_ACTION"}]}""", "ACCOUNT_RESTRICTION", "RESTRICTED_ADD_PHONE_NUMBER_ACTION")]
    [InlineData("""{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"SCHEDULE_FOR_DISABLE","waba_ban_date":"July 1"}}""", "DISABLED_UPDATE", "July 1")]
    [InlineData("""{"event":"VERIFIED_ACCOUNT"}""", "VERIFIED_ACCOUNT", "none")]
    public void Account_update_that_only_warns_is_a_note(string value, string code, string detail)
    {
        var note = Note("account_update", value);

        note.Code.Should().Be(code);
        (note.Detail ?? "none").Should().Contain(detail);
    }

    [Fact]
    public void Quality_capability_alerts_and_errors_are_notes()
    {
        Note("phone_number_quality_update", """{"display_phone_number":"15550783881","event":"THROUGHPUT_UPGRADE","current_limit":"TIER_UNLIMITED"}""")
            .Should().Be(("THROUGHPUT_UPGRADE", "TIER_UNLIMITED"));
        Note("business_capability_update", """{"max_daily_conversations_per_business":"TIER_2K","max_phone_numbers_per_business":25}""")
            .Should().Be(("BUSINESS_CAPABILITY_UPDATE", "max_daily_conversations_per_business TIER_2K, max_phone_numbers_per_business 25"));
        Note("account_alerts", """{"alert_info":{"alert_type":"OBA_APPROVED","alert_severity":"INFORMATIONAL","alert_description":"Yes"}}""")
            .Should().Be(("OBA_APPROVED", "INFORMATIONAL  Yes"));
        Note("messages", $$$"""{"metadata":{"phone_number_id":"{{{Hook.Number}}}"},"errors":[{"code":130429,"title":"Rate limit hit"}]}""")
            .Should().Be(("130429", "Rate limit hit"));
    }

    [Fact]
    public void Detail_holds_no_phone_number() =>
        Note("account_alerts", """{"alert_type":"X","alert_description":"Number +250 788 123 456 is late"}""").Detail.Should().NotContain("788 123");

    [Fact]
    public void Event_holds_for_every_account_of_the_business_account_whose_secret_signed_it()
    {
        var sibling = Hook.Account with { Name = "kenya", PhoneNumberId = "2" };
        var stranger = Hook.Account with { Name = "congo", PhoneNumberId = "3", AppSecret = "secret-b" };
        var apart = new WhatsAppWebhookAccount("uganda", "4", Hook.Secret, WhatsAppErrorTable.Meta);
        var reading = Hook.Read(Hook.Event("account_update", """{"event":"ACCOUNT_DELETED"}"""), Hook.Account, sibling, stranger, apart);

        reading.Events.Select(e => e.Account).Should().Equal("rwanda", "kenya");
        reading.Ignored.Should().Be(0);
    }

    [Fact]
    public void Preference_is_of_the_number_it_names()
    {
        var sibling = Hook.Account with { Name = "kenya", PhoneNumberId = "2" };
        const string Value = """{"metadata":{"phone_number_id":"2"},"user_preferences":[{"wa_id":"250788123456","category":"marketing_messages","value":"stop"}]}""";

        Hook.Read(Hook.Event("user_preferences", Value), Hook.Account, sibling).Events.Select(e => e.Account).Should().Equal("kenya");
        Hook.Read(Hook.Event("user_preferences", Value), Hook.Account).Should().BeEquivalentTo(new WebhookReading { Ignored = 1 });
    }

    private static LinkedAddresses Both(params string[] addresses) =>
        LinkedAddresses.Of(addresses.Select(a => a[0] == '+' ? Address.Phone(a) : Address.WhatsAppUser(a)));

    private static AccountEvent Template(string status) => Hook.Read(Hook.Event(
        "message_template_status_update",
        $$"""{"event":"{{status}}","message_template_id":1689556908129835,"message_template_name":"abandoned_cart","message_template_language":"en","reason":"NONE"}"""))
        .Events.Single();

    private static AccountEvent? Preference(string preference)
    {
        var reading = Hook.Read(Hook.Event("user_preferences", $$"""{"user_preferences":[{{preference}}]}"""));
        reading.Ignored.Should().Be(reading.Events.Count == 0 ? 1 : 0);
        return reading.Events.SingleOrDefault();
    }

    private static AccountStandingEvent Standing(string value) => (AccountStandingEvent)Hook.Read(Hook.Event("account_update", value)).Events.Single();

    private static (string Code, string? Detail) Note(string field, string value)
    {
        var note = (AccountNoteEvent)Hook.Read(Hook.Event(field, value)).Events.Single();
        return (note.Code, note.Detail);
    }
}
