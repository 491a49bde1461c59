using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Notify.AI.HandingOver;
using Notify.AI.Hosting;
using Notify.AI.Mcp;
using Notify.AI.Replies;
using Notify.AI.Tools;
using Notify.Hosting;
using Notify.Inbound;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds language models to Notify.</summary>
/// <remarks>Calling a method again changes nothing but the options, of which the last wins.</remarks>
public static class NotifyAiExtensions
{
    /// <summary>
    /// Has a model answer what people write, by the <c>IChatClient</c> the app registered. It is a handler of inbound messages as any other: those added before it
    /// have a message first. Options from a section such as <c>Notify:Ai</c>; an unknown key is refused.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    public static INotifyBuilder AddAiReplies(this INotifyBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        builder.AddAiReplies(options => section.Bind(options));
        Refuse<AiReplyOptions>(
            builder,
            section,
            nameof(AiReplyOptions.SystemPrompt),
            nameof(AiReplyOptions.ChatClient),
            nameof(AiReplyOptions.Tenants),
            nameof(AiReplyOptions.ContextKeys),
            nameof(AiReplyOptions.HistoryTurns),
            nameof(AiReplyOptions.MaxInputLength),
            nameof(AiReplyOptions.MaxReplyLength),
            nameof(AiReplyOptions.MaxOutputTokens),
            nameof(AiReplyOptions.Timeout),
            nameof(AiReplyOptions.MaxRepliesPerSession),
            nameof(AiReplyOptions.MaxTokensPerSession),
            nameof(AiReplyOptions.MaxRepliesPerDay),
            nameof(AiReplyOptions.MaxTokensPerDay),
            nameof(AiReplyOptions.AwayTexts),
            nameof(AiReplyOptions.HandOverTexts),
            nameof(AiReplyOptions.HandOverWords));
        return builder;
    }

    /// <summary>Has a model answer what people write, with options set in code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    public static INotifyBuilder AddAiReplies(this INotifyBuilder builder, Action<AiReplyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<AiReplyOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AiReplyOptions>, AiReplyOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ModelCheck>());
        services.TryAddSingleton<Model>();
        services.TryAddSingleton<Budget>();
        services.TryAddSingleton<FixedTexts>();
        services.TryAddSingleton<HandOvers>();
        services.TryAddSingleton<IHandOvers>(static s => s.GetRequiredService<HandOvers>());
        return builder.AddInboundHandler<AiReplyHandler>();
    }

    /// <summary>Gives agents the seven tools of <see cref="IAgentTools"/>. Options from a section such as <c>Notify:AgentTools</c>; an unknown key is refused.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    public static INotifyBuilder AddAgentTools(this INotifyBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        builder.AddAgentTools(options => section.Bind(options));
        Refuse<AgentToolOptions>(builder, section, nameof(AgentToolOptions.Tenants), nameof(AgentToolOptions.MaxTextLength));
        foreach (var tenant in section.GetSection(nameof(AgentToolOptions.Tenants)).GetChildren())
        {
            Refuse<AgentToolOptions>(
                builder, (IConfigurationSection)tenant, nameof(AgentPermissions.Tools), nameof(AgentPermissions.Templates), nameof(AgentPermissions.FreeText));
        }

        return builder;
    }

    /// <summary>Gives agents the seven tools of <see cref="IAgentTools"/>, with permissions set in code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    public static INotifyBuilder AddAgentTools(this INotifyBuilder builder, Action<AgentToolOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<AgentToolOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AgentToolOptions>, AgentToolOptionsValidator>());
        services.TryAddSingleton<AgentSender>();
        services.TryAddSingleton<IAgentTools, AgentTools>();
        return builder;
    }

    /// <summary>
    /// Makes this process an MCP server over stdio that offers the tools of one tenant: stdout carries the protocol and nothing else, what the console logger
    /// writes goes to stderr. The host stops when the client closes stdin. Needs <c>AddAgentTools</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="tenant">The tenant on whose behalf the client acts.</param>
    public static INotifyBuilder AddMcpServer(this INotifyBuilder builder, string tenant)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        var services = builder.Services;
        if (services.Any(static s => s.ImplementationType == typeof(QuietOutput)))
        {
            return builder;
        }

        // Before the server, so that nothing is written ahead of it.
        services.AddSingleton<IHostedService, QuietOutput>();
        services.PostConfigure<ConsoleLoggerOptions>(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddMcpServer(static o => o.ServerInfo = new() { Name = "notify", Version = typeof(NotifyAiExtensions).Assembly.GetName().Version!.ToString(3) })
            .WithStdioServerTransport();
        for (var i = 0; i < AgentToolNames.All.Count; i++)
        {
            var place = i;
            services.AddSingleton<McpServerTool>(s => McpTools.Create(s.GetRequiredService<IAgentTools>().For(tenant)[place]));
        }

        return builder;
    }

    private static void Refuse<TOptions>(INotifyBuilder builder, IConfigurationSection section, params string[] settings)
        where TOptions : class =>
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(new UnknownKeysValidator<TOptions>(section, settings));
}
