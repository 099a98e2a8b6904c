<#ftl attributes={"text": "raw"}>
<#-- For programs: the same names that --json prints. Empty texts are left empty, not out. -->
{
  "job": "${job}",
  "host": "${host}",
  "run": "${run}",
  "ts": "${ts}",
  "summary": "${summary}",
  "link": "${link}",
  "notices": [<#list notices as n>
    {
      "kind": "${n.kind}",
      "key": "${n.key}",
      "severity": "${n.severity}",
      "project": "${n.project}",
      "issue": "${n.issue}",
      "title": "${n.title}",
      "message": "${n.message}",
      "ts": "${n.ts}",
      "owner": "${n.owner}",
      "contact": "${n.contact}",
      "count": ${n.count},
      "users": ${n.users},
      "link": "${n.link}"
    }<#sep>,</#list>
  ]
}
