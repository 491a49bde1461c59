using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notify.Consents;
using Notify.Conversations;
using Notify.Hosting;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Maintenance;
using Notify.OptOut;
using Notify.Outcomes;
using Notify.Policies;
using Notify.Receipts;
using Notify.Sessions;
using Notify.Sending;
using Notify.Templates;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What every app may name inside <c>AddNotify</c>.</summary>
public static class NotifyBuilderExtensions
{
    /// <summary>Imports the catalogue files (<c>*.json</c>) of a folder when the app starts. See docs/templates.md for their format.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">A folder; relative ones are looked up beside the program.</param>
    public static INotifyBuilder AddTemplates(this INotifyBuilder builder, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return builder.Configure<TemplateOptions>(o =>
        {
            if (!o.Paths.Contains(folder))
            {
                o.Paths.Add(folder);
            }
        });
    }

    /// <summary>Runs the worker in this process. Without it the app only queues; some other process works.</summary>
    public static INotifyBuilder AddWorker(this INotifyBuilder builder, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkerService>());
        return configure is null ? builder : builder.Configure(configure);
    }

    /// <summary>Adds a policy of the app's own; it runs after Notify's and before the sanitizer rules.</summary>
    public static INotifyBuilder AddPolicy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPolicy>(this INotifyBuilder builder)
        where TPolicy : class, IDeliveryPolicy
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, TPolicy>());
        return builder;
    }

    /// <summary>Adds a sanitizer rule; rules run in the order in which they were added, after all policies.</summary>
    public static INotifyBuilder AddSanitizer(this INotifyBuilder builder, SanitizerRule rule)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(rule);
        builder.Services.AddSingleton(rule);
        return builder;
    }

    /// <summary>Adds a handler of messages people write. Handlers run in the order in which they were added, until one says that it handled the message.</summary>
    public static INotifyBuilder AddInboundHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(this INotifyBuilder builder)
        where THandler : class, IInboundHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IInboundHandler, THandler>());
        return builder;
    }

    /// <summary>
    /// Adds the conversations of a folder, a JSON file each, read when the app starts. They stand in the line of inbound handlers where this or <see cref="AddConversation"/> is first
    /// called. See docs/conversations.md for their format.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">A folder; relative ones are looked up beside the program.</param>
    public static INotifyBuilder AddConversations(this INotifyBuilder builder, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return builder.AddInboundHandler<ConversationHandler>().Configure<ConversationOptions>(o =>
        {
            if (!o.Paths.Contains(folder))
            {
                o.Paths.Add(folder);
            }
        });
    }

    /// <summary>Adds a conversation; it is checked when the app starts. It stands in the line of inbound handlers where this or <see cref="AddConversations"/> is first called.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="conversation">The conversation.</param>
    public static INotifyBuilder AddConversation(this INotifyBuilder builder, Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return builder.AddInboundHandler<ConversationHandler>().Configure<ConversationOptions>(o =>
        {
            if (!o.Declared.Contains(conversation))
            {
                o.Declared.Add(conversation);
            }
        });
    }

    /// <summary>Adds who takes over what conversations found out.</summary>
    public static INotifyBuilder AddConversationReceiver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TReceiver>(this INotifyBuilder builder)
        where TReceiver : class, IConversationReceiver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConversationReceiver, TReceiver>());
        return builder;
    }

    /// <summary>Greets each person once a session, in front of the first reply.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="language">The greeting's language, such as <c>en</c>.</param>
    /// <param name="text">The greeting, up to 1,000 characters.</param>
    public static INotifyBuilder AddGreeting(this INotifyBuilder builder, string language, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(language);
        ArgumentException.ThrowIfNullOrEmpty(text);
        return builder.Configure<GreetingOptions>(o => o.Texts[language] = text);
    }

    /// <summary>Adds a channel's sender of the app's own.</summary>
    public static INotifyBuilder AddSender(this INotifyBuilder builder, IChannelSender sender)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sender);
        builder.Services.AddSingleton(sender);
        return builder;
    }

    /// <summary>Sets retry options in code.</summary>
    public static INotifyBuilder ConfigureRetry(this INotifyBuilder builder, Action<RetryOptions> configure) => builder.Configure(configure);

    /// <summary>Sets receipt options in code.</summary>
    public static INotifyBuilder ConfigureReceipts(this INotifyBuilder builder, Action<ReceiptOptions> configure) => builder.Configure(configure);

    /// <summary>Sets the contact rate limit in code.</summary>
    public static INotifyBuilder ConfigureRateLimit(this INotifyBuilder builder, Action<RateLimitOptions> configure) => builder.Configure(configure);

    /// <summary>Sets the quiet hours' defaults in code.</summary>
    public static INotifyBuilder ConfigureQuietHours(this INotifyBuilder builder, Action<QuietHoursOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how webhooks and inbound messages are worked on, in code.</summary>
    public static INotifyBuilder ConfigureInbox(this INotifyBuilder builder, Action<InboxOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how long sessions last, how long ended ones are kept, and what a call is summed up by.</summary>
    public static INotifyBuilder ConfigureSessions(this INotifyBuilder builder, Action<SessionOptions> configure) => builder.Configure(configure);

    /// <summary>Sets the words by which people opt out and in, and their answers, in code.</summary>
    public static INotifyBuilder ConfigureOptOut(this INotifyBuilder builder, Action<OptOutOptions> configure) => builder.Configure(configure);

    /// <summary>Sets what needs recorded consent, in code.</summary>
    public static INotifyBuilder ConfigureConsent(this INotifyBuilder builder, Action<ConsentOptions> configure) => builder.Configure(configure);

    /// <summary>Sets how long history is kept, in code.</summary>
    public static INotifyBuilder ConfigureRetention(this INotifyBuilder builder, Action<RetentionOptions> configure) => builder.Configure(configure);

    private static INotifyBuilder Configure<TOptions>(this INotifyBuilder builder, Action<TOptions> configure)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        return builder;
    }
}
