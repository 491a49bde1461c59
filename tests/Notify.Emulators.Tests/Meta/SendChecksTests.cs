using System.Net;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

public sealed class SendChecksTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    public static TheoryData<string, int, string> Invalid => new()
    {
        { "not json", 100, "not valid JSON" },
        { "[]", 100, "JSON object" },
        { """{"to":"+250788000002","type":"text","text":{"body":"x"}}""", 100, "messaging_product" },
        { """{"messaging_product":"telegram","to":"+250788000002","type":"text","text":{"body":"x"}}""", 100, "messaging_product" },
        { """{"messaging_product":"whatsapp","type":"text","text":{"body":"x"}}""", 131008, "to" },
        { """{"messaging_product":"whatsapp","to":"250788000002","type":"text","text":{"body":"x"}}""", 100, "'+'" },
        { """{"messaging_product":"whatsapp","to":"+25078","type":"text","text":{"body":"x"}}""", 100, "digits" },
        { """{"messaging_product":"whatsapp","to":"+25078800000x","type":"text","text":{"body":"x"}}""", 100, "digits" },
        { """{"messaging_product":"whatsapp","to":250788000002,"type":"text","text":{"body":"x"}}""", 100, "string" },
        { """{"messaging_product":"whatsapp","recipient":"nobody","type":"text","text":{"body":"x"}}""", 100, "recipient" },
        { """{"messaging_product":"whatsapp","to":"+250788000002","text":{"body":"x"}}""", 131008, "type" },
        { """{"messaging_product":"whatsapp","to":"+250788000002","type":"fax","fax":{}}""", 131051, "type" },
        { Body("text", "{}"), 131008, "text.body" },
        { Body("text", """{"body":""}"""), 100, "1 to 4096" },
        { Body("text", $$"""{"body":"{{new string('x', 4097)}}"}"""), 100, "it has 4097" },
        { Body("text", """{"body":"x","colour":"red"}"""), 100, "'colour'" },
        { Body("text", """{"body":"x","preview_url":"yes"}"""), 100, "true or false" },
        { Body("text", """{"body":"x","body":"y"}"""), 100, "not valid JSON" },
        { Body("text", """{"body":"\ud800"}"""), 100, "Unicode" },
        { Body("text", "\"x\""), 100, "an object" },
        { Body("image", "{}"), 131009, "exactly one of id and link" },
        { Body("image", """{"id":"1","link":"https://example.com/a.jpg"}"""), 131009, "exactly one of id and link" },
        { Body("image", """{"link":"http://example.com/a.jpg"}"""), 131009, "https" },
        { Body("image", """{"id":"1","filename":"a.jpg"}"""), 100, "'filename'" },
        { Body("image", $$"""{"id":"1","caption":"{{new string('x', 1025)}}"}"""), 100, "1024" },
        { Body("audio", """{"id":"1","caption":"x"}"""), 100, "'caption'" },
        { Body("sticker", """{"id":"1","caption":"x"}"""), 100, "'caption'" },
        { Body("location", """{"latitude":91,"longitude":0}"""), 131009, "latitude" },
        { Body("location", """{"latitude":1}"""), 131008, "longitude" },
        { Body("contacts", "[]"), 100, "1 to 257" },
        { Body("contacts", """[{"name":{"first_name":"A"}}]"""), 131008, "formatted_name" },
        { Body("reaction", """{"message_id":"wamid.1"}"""), 131008, "reaction.emoji" },
        { Body("interactive", """{"type":"carousel","body":{"text":"x"},"action":{}}"""), 131009, "interactive.type" },
        { Body("interactive", """{"type":"button","body":{"text":"x"},"action":{"buttons":[]}}"""), 100, "1 to 3" },
        { Body("interactive", Buttons("a", "Yes", "b", new string('x', 21))), 100, "20 characters" },
        { Body("interactive", Buttons("a", "Yes", "a", "No")), 131009, "repeats" },
        { Body("interactive", """{"type":"list","body":{"text":"x"},"action":{"button":"Go","sections":[{"rows":[{"id":"1"}]}]}}"""), 131008, "title" },
        { Body("interactive", """{"type":"flow","body":{"text":"x"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_cta":"Go"}}}"""), 131009, "flow_id" },
        { Extra("\"colour\":\"red\""), 100, "'colour'" },
        { Extra("\"image\":{\"id\":\"1\"}"), 100, "'image'" },
        { Extra("\"recipient_type\":\"crowd\""), 131009, "recipient_type" },
        { Extra("\"context\":{}"), 131008, "context.message_id" },
        { Extra($"\"biz_opaque_callback_data\":\"{new string('x', 513)}\""), 100, "512" },
    };

    public static TheoryData<string, string> Valid => new()
    {
        { Body("text", $$"""{"body":"{{new string('x', 4096)}}","preview_url":true}"""), new string('x', 4096) },
        { Body("image", """{"link":"https://example.com/a.jpg","caption":"A view"}"""), "A view" },
        { Body("video", """{"id":"1"}"""), "" },
        { Body("audio", """{"id":"1"}"""), "" },
        { Body("document", """{"id":"1","filename":"a.pdf","caption":"Read me"}"""), "Read me" },
        { Body("location", """{"latitude":"-1.95","longitude":30.06,"name":"Kigali"}"""), "" },
        { Body("contacts", """[{"name":{"formatted_name":"Aline U."},"phones":[{"phone":"+250788"}]}]"""), "" },
        { Body("reaction", """{"message_id":"wamid.1","emoji":"👍"}"""), "👍" },
        { Body("reaction", """{"message_id":"wamid.1","emoji":""}"""), "" },
        { Body("interactive", Buttons("a", "Yes", "b", "No")), "Sure?" },
        { Body("interactive", """{"type":"list","body":{"text":"Choose"},"action":{"button":"Go","sections":[{"rows":[{"id":"1","title":"One"}]}]}}"""), "Choose" },
        { Extra("\"recipient_type\":\"individual\",\"context\":{\"message_id\":\"wamid.1\"}"), "x" },
        { Extra($"\"biz_opaque_callback_data\":\"{new string('x', 512)}\""), "x" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Send_of_an_invalid_body_is_refused_with_its_code(string body, int code, string details)
    {
        var before = fixture.Emulator.Accepted.Count;

        var answer = await fixture.Client.SendAsync(body);

        answer.Code.Should().Be(code);
        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Details.Should().Contain(details);
        fixture.Emulator.Accepted.Should().HaveCount(before);
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task Send_of_a_valid_body_is_accepted_with_its_text(string body, string text)
    {
        var answer = await fixture.Client.SendAsync(body);

        answer.Status.Should().Be(HttpStatusCode.OK);
        fixture.Emulator.Accepted.Single(message => message.Id == answer.MessageId).Text.Should().Be(text);
    }

    [Fact]
    public async Task Send_answers_input_and_wa_id_and_lists_the_message()
    {
        var answer = await fixture.Client.SendAsync(
            """{"messaging_product":"whatsapp","to":"+250 (788) 00-00-03","type":"text","text":{"body":"Hi"},"biz_opaque_callback_data":"ref-1"}""");

        answer.Body.GetProperty("contacts")[0].GetProperty("input").GetString().Should().Be("+250 (788) 00-00-03");
        answer.Body.GetProperty("contacts")[0].GetProperty("wa_id").GetString().Should().Be("250788000003");
        answer.MessageId.Should().StartWith("wamid.");
        var message = (await fixture.Client.AcceptedAsync()).Single(accepted => accepted.Id == answer.MessageId);
        message.To.Should().Be("+250788000003");
        message.CallbackData.Should().Be("ref-1");
        message.PhoneNumberId.Should().Be(MetaClient.PhoneNumberId);
        message.Type.Should().Be("text");
    }

    [Fact]
    public async Task Send_to_a_user_id_answers_user_id_in_place_of_wa_id()
    {
        var answer = await fixture.Client.SendAsync(
            """{"messaging_product":"whatsapp","recipient":"US.13491208655302741918","type":"text","text":{"body":"Hi"}}""");

        var contact = answer.Body.GetProperty("contacts")[0];
        contact.GetProperty("user_id").GetString().Should().Be("US.13491208655302741918");
        contact.TryGetProperty("wa_id", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Read_mark_answers_success_and_lists_nothing()
    {
        var before = fixture.Emulator.Accepted.Count;

        var answer = await fixture.Client.SendAsync(
            """{"messaging_product":"whatsapp","status":"read","message_id":"wamid.1","typing_indicator":{"type":"text"}}""");

        answer.Body.GetProperty("success").GetBoolean().Should().BeTrue();
        fixture.Emulator.Accepted.Should().HaveCount(before);
    }

    private static string Body(string type, string content)
        => $$"""{"messaging_product":"whatsapp","to":"+250788000002","type":"{{type}}","{{type}}":{{content}}}""";

    private static string Extra(string fields)
        => $$"""{"messaging_product":"whatsapp","to":"+250788000002","type":"text","text":{"body":"x"},{{fields}}}""";

    private static string Buttons(string firstId, string firstTitle, string secondId, string secondTitle) => $$$"""
        {"type":"button","header":{"type":"text","text":"A question"},"body":{"text":"Sure?"},"footer":{"text":"One tap"},"action":{"buttons":[
          {"type":"reply","reply":{"id":"{{{firstId}}}","title":"{{{firstTitle}}}"}},{"type":"reply","reply":{"id":"{{{secondId}}}","title":"{{{secondTitle}}}"}}]}}
        """;
}
