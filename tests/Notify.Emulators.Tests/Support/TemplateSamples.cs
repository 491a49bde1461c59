namespace Notify.Emulators.Tests.Support;

/// <summary>Templates in Meta's shape.</summary>
public static class TemplateSamples
{
    public const string Json = """
        {"data":[
          {"name":"order_paid","language":"en","category":"UTILITY","parameter_format":"NAMED","components":[
            {"type":"HEADER","format":"TEXT","text":"Order {{number}}"},
            {"type":"BODY","text":"Hello *{{name}}*, we got {{amount}}. Thank you, {{name}}!"},
            {"type":"FOOTER","text":"Reply STOP to opt out"},
            {"type":"BUTTONS","buttons":[{"type":"URL","text":"Receipt","url":"https://example.com/r/{{1}}"},{"type":"QUICK_REPLY","text":"Thanks"}]}]},
          {"name":"reminder","language":"en","category":"MARKETING","components":[{"type":"BODY","text":"{{1}}, {{2}} is due"}]},
          {"name":"reminder","language":"fr","category":"MARKETING","components":[{"type":"BODY","text":"{{1}}, à payer : {{2}}"}]},
          {"name":"statement","language":"en","category":"UTILITY","components":[
            {"type":"HEADER","format":"DOCUMENT"},{"type":"BODY","text":"Your statement"}]},
          {"name":"meeting","language":"en","category":"UTILITY","components":[
            {"type":"HEADER","format":"LOCATION"},{"type":"BODY","text":"See you there"}]},
          {"name":"coupon","language":"en","category":"MARKETING","components":[
            {"type":"BODY","text":"For you"},{"type":"BUTTONS","buttons":[{"type":"COPY_CODE"}]}]},
          {"name":"verify_code","language":"en","category":"AUTHENTICATION","components":[
            {"type":"BODY","add_security_recommendation":true},{"type":"FOOTER","code_expiration_minutes":10},
            {"type":"BUTTONS","buttons":[{"type":"OTP","otp_type":"COPY_CODE","text":"Copy code"}]}]},
          {"name":"waiting","language":"en","category":"UTILITY","status":"PENDING","components":[{"type":"BODY","text":"Hi"}]}
        ]}
        """;
}
