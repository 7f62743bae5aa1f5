//! The documented components as data: one entry a kind, one a action, one a field.
//!
//! A flat list on purpose: each entry reads alone, and a newly documented field is one line. Fields whose keys the
//! vendor has not published are left out rather than guessed; people add them by name. Texts are our own.
//! **Source** the component pages of the Security Center SOAR documentation and the official example flows; the
//! standing of each fact is in the project's domain notes.

use super::action::FieldForm::{Choice, Choices, Integer, Json, Records, Text};
use super::action::{ACTION_SETTINGS, ActionSpec, ComponentAction, Field};
use super::{BASE, CardShape, Category, ComponentKind};

const DOCS: &str = "https://www.alibabacloud.com/help/en/security-center/user-guide/component-overview";

/// What the components below share.
const ACTION: ComponentKind = ComponentKind {
    card: CardShape::Card,
    source: DOCS,
    inputs: &["in"],
    outputs: &["out"],
    settings_schema: || schemars::schema_for!(ComponentAction),
    settings_order: ACTION_SETTINGS,
    ..BASE
};

const fn action(id: &'static str, text: &'static str, fields: &'static [Field]) -> ActionSpec {
    ActionSpec { id, text, older: &[], fields }
}

/// Every component whose nodes run an action, in palette order within its group.
pub(super) static COMPONENTS: &[ComponentKind] = &[
    // Basic.
    ComponentKind {
        id: "DataFormat",
        category: Category::Basic,
        icon: "table-properties",
        text: "component-data-format",
        keywords: &["rows", "join", "union", "group", "json", "数据", "格式", "合并", "行"],
        default_name: "format",
        actions: &[
            action(
                "formatdata",
                "component-data-format-formatdata",
                &[Field::new("outputFields", Records(&["fieldName", "fieldValue"])).required()],
            ),
            action("joindata", "component-data-format-joindata", &[Field::new("inputNodes", Text)]),
            action("leftJoin", "component-data-format-left-join", &[Field::new("inputNodes", Text)]),
            action("uniondata", "component-data-format-uniondata", &[Field::new("inputNodes", Text)]),
            action("groupbydata", "component-data-format-groupbydata", &[Field::new("inputNodes", Text)]),
            action("convertToJson", "component-data-format-convert-to-json", &[]),
            ActionSpec {
                older: &["concatFiledtoBatch"],
                ..action("concatFieldtoBatch", "component-data-format-concat-field", &[])
            },
        ],
        ..ACTION
    },
    ComponentKind {
        id: "filter",
        category: Category::Basic,
        icon: "funnel",
        text: "component-filter",
        keywords: &["where", "rows", "condition", "筛选", "条件"],
        default_name: "filter",
        actions: &[action(
            "filter",
            "component-filter-filter",
            &[Field::new("conditions", Records(&["left", "operator", "right"]))],
        )],
        ..ACTION
    },
    ComponentKind {
        id: "python3",
        category: Category::Basic,
        icon: "file-code",
        text: "component-python",
        keywords: &["script", "code", "python", "脚本", "代码"],
        default_name: "script",
        actions: &[action(
            "runPythonScript",
            "component-python-run",
            &[Field::new("pythonScript", Text).required(), Field::new("params", Json)],
        )],
        ..ACTION
    },
    ComponentKind {
        id: "Timer",
        category: Category::Basic,
        icon: "timer",
        text: "component-timer",
        keywords: &["wait", "sleep", "delay", "等待", "延时", "定时"],
        default_name: "wait",
        actions: &[action("set_timer", "component-timer-set", &[])],
        ..ACTION
    },
    ComponentKind {
        id: "TriggerPlaybook",
        category: Category::Basic,
        icon: "workflow",
        text: "component-trigger-playbook",
        keywords: &["call", "sub", "playbook", "调用", "剧本", "子任务"],
        default_name: "call_playbook",
        actions: &[
            action("callSubTaskWithQps", "component-trigger-playbook-call", &[]),
            action("setOutput", "component-trigger-playbook-output", &[]),
        ],
        ..ACTION
    },
    ComponentKind {
        id: "NotifyMessage",
        category: Category::Basic,
        icon: "bell",
        text: "component-notify",
        keywords: &["mail", "email", "dingtalk", "sms", "webhook", "通知", "邮件", "钉钉", "短信"],
        default_name: "notify",
        actions: &[
            action(
                "notifyByMessageCenter",
                "component-notify-message-center",
                &[
                    Field::new("aliuid", Text).required().example("${event._tenant_id}"),
                    Field::new(
                        "eventId",
                        Choice(&[
                            "yundun_soar_incident_generate",
                            "yundun_soar_alert_generate",
                            "yundun_soar_incident_update",
                        ]),
                    )
                    .required(),
                    Field::new("channelTypeList", Choices(&["sms", "email", "webhook", "pmsg"])),
                    Field::new("lang", Choice(&["zh", "en"])),
                    Field::new("params", Json),
                ],
            ),
            action(
                "notifyByCustom",
                "component-notify-custom",
                &[
                    Field::new("Receivers", Text),
                    Field::new("Subject", Text),
                    Field::new("Content", Text),
                    Field::new("msgType", Choice(&["text", "markdown", "actionCard"])),
                    Field::new("content", Json),
                ],
            ),
        ],
        ..ACTION
    },
    ComponentKind {
        id: "sophon_tools",
        category: Category::Basic,
        icon: "wrench",
        text: "component-sophon-tools",
        keywords: &["domain", "tool", "域名", "工具"],
        default_name: "domain_tool",
        ..ACTION
    },
    // Ready-made security components, which are playbooks of the vendor.
    ComponentKind {
        id: "AegisKillQuara",
        category: Category::Security,
        icon: "shield-x",
        text: "component-kill-quarantine",
        keywords: &["virus", "quarantine", "kill", "病毒", "隔离", "查杀"],
        default_name: "kill_quarantine",
        // The action of a ready-made component has no public name.
        actions: &[action("", "component-kill-quarantine-run", &[Field::new("period", Text).example("7d")])],
        ..ACTION
    },
    // Alibaba Cloud services.
    ComponentKind {
        id: "AliyunThreatIntelligence",
        aliases: &["ThreatIntelligence"],
        category: Category::CloudService,
        icon: "radar",
        text: "component-threat-intelligence",
        keywords: &["reputation", "ioc", "ip", "file", "domain", "威胁", "情报"],
        default_name: "intelligence",
        actions: &[action(
            "describeInformation",
            "component-threat-intelligence-describe",
            &[
                Field::new("entityType", Choice(&["ip", "file", "domain"])).required(),
                Field::new("entityValue", Text).required().example("203.0.113.7"),
            ],
        )],
        ..ACTION
    },
    ComponentKind {
        id: "CloudSIEM",
        category: Category::CloudService,
        icon: "siren",
        text: "component-cloud-siem",
        keywords: &["alert", "incident", "siem", "告警", "事件", "威胁分析"],
        default_name: "siem",
        actions: &[
            action(
                "createAlert",
                "component-cloud-siem-create-alert",
                &[
                    Field::new("start_time", Text),
                    Field::new("end_time", Text),
                    Field::new("user_id", Text),
                    Field::new("cloud_code", Choice(&["alibaba_cloud", "huawei_cloud", "tencent_cloud"])),
                    Field::new("product_code", Text),
                    Field::new("cloud_user_id", Text),
                    Field::new("extend_content", Json),
                    Field::new("relate_alert_uuids", Text),
                ],
            ),
            action(
                "describeAlertsByIncidentUuid",
                "component-cloud-siem-alerts",
                &[Field::new("incidentUuid", Text), Field::new("incidentAccount", Text)],
            ),
            action("describeSubUserInfo", "component-cloud-siem-members", &[]),
        ],
        ..ACTION
    },
    ComponentKind {
        id: "SLS",
        category: Category::CloudService,
        icon: "scroll-text",
        text: "component-sls",
        keywords: &["log", "query", "logstore", "日志", "查询"],
        default_name: "logs",
        actions: &[
            action(
                "run_query",
                "component-sls-run-query",
                &[
                    Field::new("project", Text).required(),
                    Field::new("logstore", Text).required(),
                    Field::new("query", Text).required().example("*"),
                    Field::new("from", Text).example("<%=currentTimeToMs() - 60 * 60 * 1000L%>"),
                    Field::new("to", Text).example("<%=currentTimeToMs()%>"),
                    Field::new("limit", Integer).example("10"),
                    Field::new("endpoint", Text).example("cn-hangzhou.log.aliyuncs.com"),
                ],
            ),
            action(
                "putLogs",
                "component-sls-put-logs",
                &[Field::new("project", Text).required(), Field::new("logstore", Text).required()],
            ),
        ],
        ..ACTION
    },
    // Off-cloud components.
    ComponentKind {
        id: "Threatbook",
        category: Category::OffCloud,
        icon: "book-search",
        text: "component-threatbook",
        keywords: &["intelligence", "ioc", "微步", "情报"],
        default_name: "threatbook",
        actions: &[
            action("ipReport", "component-threatbook-ip", &[]),
            action("fileReport", "component-threatbook-file", &[]),
            action("iocReport", "component-threatbook-ioc", &[]),
        ],
        ..ACTION
    },
    ComponentKind {
        id: "Mysql",
        category: Category::OffCloud,
        icon: "database",
        text: "component-mysql",
        keywords: &["sql", "database", "数据库"],
        default_name: "store",
        actions: &[action("storeIdb", "component-mysql-store", &[Field::new("updateSql", Text).required()])],
        ..ACTION
    },
    vendor("AwsOpenAPI", "component-aws", "aws_call", &["amazon", "aws", "亚马逊"]),
    vendor("AzureOpenAPI", "component-azure", "azure_call", &["microsoft", "azure", "微软"]),
    vendor("TencentOpenAPI", "component-tencent", "tencent_call", &["tencent", "腾讯"]),
    vendor("HuaweiOpenAPI", "component-huawei", "huawei_call", &["huawei", "华为"]),
    vendor("ChaitinOpenAPI", "component-chaitin", "chaitin_call", &["chaitin", "waf", "长亭"]),
];

/// A third-party cloud. Its actions come from a live list and have no public names.
const fn vendor(
    id: &'static str,
    text: &'static str,
    default_name: &'static str,
    keywords: &'static [&'static str],
) -> ComponentKind {
    ComponentKind { id, category: Category::OffCloud, icon: "plug", text, keywords, default_name, ..ACTION }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_an_action_have_names_of_their_own() {
        for kind in COMPONENTS {
            for action in kind.actions {
                for (index, field) in action.fields.iter().enumerate() {
                    assert!(!field.name.is_empty(), "{} {}", kind.id, action.id);
                    let before = &action.fields[..index];
                    assert!(
                        before.iter().all(|other| other.name != field.name),
                        "{} {}",
                        kind.id,
                        field.name
                    );
                }
            }
        }
    }

    #[test]
    fn an_older_spelling_names_the_same_action() {
        let kind = super::super::kind("DataFormat").unwrap();

        assert_eq!(kind.action("concatFiledtoBatch").map(|one| one.id), Some("concatFieldtoBatch"));
        assert!(kind.action("toast").is_none());
        assert_eq!(
            super::super::kind("ThreatIntelligence").map(|one| one.id),
            Some("AliyunThreatIntelligence")
        );
    }
}
