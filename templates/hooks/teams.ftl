<#ftl attributes={"text": "plain"}>
<#-- A workflow of Microsoft Teams that posts cards: an Adaptive Card, at most 28 kB. TextRun knows no markup. -->
{
  "type": "message",
  "attachments": [{
    "contentType": "application/vnd.microsoft.card.adaptive",
    "contentUrl": null,
    "content": {
      "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
      "type": "AdaptiveCard",
      "version": "1.4",
      "fallbackText": "Nightjar ${job}: ${summary}",
      "msteams": {"width": "Full"},
      "body": [
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "size": "medium", "weight": "bolder", "text": "${job}: ${summary}"}]}<#list notices[0..*10] as n>,
        {"type": "Container", "separator": true,<#if n.link?has_content> "selectAction": {"type": "Action.OpenUrl", "title": "open", "url": "${n.link}"},</#if> "items": [
          {"type": "RichTextBlock", "inlines": [
            {"type": "TextRun", "weight": "bolder", "color": "<#if n.severity == "warning">warning<#else>attention</#if>", "text": "${n.word?cap_first}: "},
            {"type": "TextRun", "weight": "bolder", "text": "${n.title}"}
          ]},
          {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "${n.message}"}]},
          {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "isSubtle": true, "size": "small", "text": "${n.project}<#if n.owner?has_content>, ${n.owner}</#if>, ${n.count} events, ${n.users} users<#if n.command?has_content>, ${n.command}</#if>"}]}
        ]}</#list><#if (notices?size > 10)>,
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "and ${notices?size - 10} more, see the report"}]}</#if>
      ]<#if link?has_content>,
      "actions": [{"type": "Action.OpenUrl", "title": "open the report", "url": "${link}"}]</#if>
    }
  }]
}
