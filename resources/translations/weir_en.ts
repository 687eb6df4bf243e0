<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AddPartitionsDialog</name>
    <message numerus="yes">
        <source>It has %n partition(s) now. Partitions can be added and never taken away; keys map to other partitions from then on, and groups rebalance.</source>
        <translation>
            <numerusform>It has %n partition now. Partitions can be added and never taken away; keys map to other partitions from then on, and groups rebalance.</numerusform>
            <numerusform>It has %n partitions now. Partitions can be added and never taken away; keys map to other partitions from then on, and groups rebalance.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionWords</name>
    <message numerus="yes">
        <source>Down: %n replica(s) are missing</source>
        <translation>
            <numerusform>Down: %n replica is missing</numerusform>
            <numerusform>Down: %n replicas are missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have no leader</source>
        <translation>
            <numerusform>%n partition has no leader</numerusform>
            <numerusform>%n partitions have no leader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack a replica</source>
        <translation>
            <numerusform>%n partition lacks a replica</numerusform>
            <numerusform>%n partitions lack a replica</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) have no partition</source>
        <translation>
            <numerusform>%n member has no partition</numerusform>
            <numerusform>%n members have no partition</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) below min ISR: writes with acks=all are refused</source>
        <translation>
            <numerusform>%n partition below min ISR: writes with acks=all are refused</numerusform>
            <numerusform>%n partitions below min ISR: writes with acks=all are refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) at min ISR: one more lost replica stops acks=all</source>
        <translation>
            <numerusform>%n partition at min ISR: one more lost replica stops acks=all</numerusform>
            <numerusform>%n partitions at min ISR: one more lost replica stops acks=all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) with unread records have no member</source>
        <translation>
            <numerusform>%n partition with unread records has no member</numerusform>
            <numerusform>%n partitions with unread records have no member</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message numerus="yes">
        <source>%n change(s) from this computer</source>
        <translation>
            <numerusform>%n change from this computer</numerusform>
            <numerusform>%n changes from this computer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrokerCard</name>
    <message numerus="yes">
        <source>%n more request(s) answered with %1</source>
        <translation>
            <numerusform>%n more request answered with %1</numerusform>
            <numerusform>%n more requests answered with %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrokerPage</name>
    <message numerus="yes">
        <source>%n replica(s) missing</source>
        <translation>
            <numerusform>%n replica missing</numerusform>
            <numerusform>%n replicas missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClustersPage</name>
    <message numerus="yes">
        <source>%n profile(s)</source>
        <translation>
            <numerusform>%n profile</numerusform>
            <numerusform>%n profiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConnectionReportView</name>
    <message numerus="yes">
        <source>%n broker(s), Kafka %1, cluster id %2</source>
        <translation>
            <numerusform>%n broker, Kafka %1, cluster id %2</numerusform>
            <numerusform>%n brokers, Kafka %1, cluster id %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message numerus="yes">
        <source>%n partition(s) lack one</source>
        <translation>
            <numerusform>%n partition lacks one</numerusform>
            <numerusform>%n partitions lack one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have fewer</source>
        <translation>
            <numerusform>%n partition has fewer</numerusform>
            <numerusform>%n partitions have fewer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) have no more</source>
        <translation>
            <numerusform>%n partition has no more</numerusform>
            <numerusform>%n partitions have no more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>broker(s)</source>
        <translation>
            <numerusform>broker</numerusform>
            <numerusform>brokers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupPage</name>
    <message numerus="yes">
        <source>%n never committed</source>
        <translation>
            <numerusform>%n never committed</numerusform>
            <numerusform>%n never committed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a partition</source>
        <translation>
            <numerusform>%n without a partition</numerusform>
            <numerusform>%n without a partition</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) without a member</source>
        <translation>
            <numerusform>%n partition without a member</numerusform>
            <numerusform>%n partitions without a member</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HexView</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeysView</name>
    <message numerus="yes">
        <source>%n partition(s) could not be read.</source>
        <translation>
            <numerusform>%n partition could not be read.</numerusform>
            <numerusform>%n partitions could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadForm</name>
    <message numerus="yes">
        <source>Writes about %1 of values into %2, kept on %n replica(s). They stay there.</source>
        <translation>
            <numerusform>Writes about %1 of values into %2, kept on %n replica. They stay there.</numerusform>
            <numerusform>Writes about %1 of values into %2, kept on %n replicas. They stay there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writes into %1 until it is stopped, kept on %n replica(s). The records stay there.</source>
        <translation>
            <numerusform>Writes into %1 until it is stopped, kept on %n replica. The records stay there.</numerusform>
            <numerusform>Writes into %1 until it is stopped, kept on %n replicas. The records stay there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadView</name>
    <message numerus="yes">
        <source>%n record(s) failed.</source>
        <translation>
            <numerusform>%n record failed.</numerusform>
            <numerusform>%n records failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>Topic, %n partition(s)</source>
        <translation>
            <numerusform>Topic, %n partition</numerusform>
            <numerusform>Topic, %n partitions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message numerus="yes">
        <source>%n part(s) of this look are missing.</source>
        <translation>
            <numerusform>%n part of this look is missing.</numerusform>
            <numerusform>%n parts of this look are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without leader</source>
        <translation>
            <numerusform>%n without leader</numerusform>
            <numerusform>%n without leader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under-replicated</source>
        <translation>
            <numerusform>%n under-replicated</numerusform>
            <numerusform>%n under-replicated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) reading</source>
        <translation>
            <numerusform>%n group reading</numerusform>
            <numerusform>%n groups reading</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n topic(s)</source>
        <translation>
            <numerusform>in %n topic</numerusform>
            <numerusform>in %n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) are the cluster&apos;s own.</source>
        <translation>
            <numerusform>%n topic is the cluster&apos;s own.</numerusform>
            <numerusform>%n topics are the cluster&apos;s own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) unknown</source>
        <translation>
            <numerusform>%n group unknown</numerusform>
            <numerusform>%n groups unknown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message numerus="yes">
        <source>Plan: %n change(s) on %1</source>
        <translation>
            <numerusform>Plan: %n change on %1</numerusform>
            <numerusform>Plan: %n changes on %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) cannot be undone.</source>
        <translation>
            <numerusform>%n change cannot be undone.</numerusform>
            <numerusform>%n changes cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)</source>
        <translation>
            <numerusform>Apply %n change</numerusform>
            <numerusform>Apply %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n change(s) done, the rest was not tried</source>
        <translation>
            <numerusform>%1 of %n change done, the rest was not tried</numerusform>
            <numerusform>%1 of %n changes done, the rest was not tried</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanRunner</name>
    <message numerus="yes">
        <source>%n change(s) applied</source>
        <translation>
            <numerusform>%n change applied</numerusform>
            <numerusform>%n changes applied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanText</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n partition(s) now</source>
        <translation>
            <numerusform>%1 has %n partition now</numerusform>
            <numerusform>%1 has %n partitions now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n consumer group(s) use it.</source>
        <translation>
            <numerusform>%n consumer group uses it.</numerusform>
            <numerusform>%n consumer groups use it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message numerus="yes">
        <source>(%n character(s))</source>
        <translation>
            <numerusform>(%n character)</numerusform>
            <numerusform>(%n characters)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordBrowser</name>
    <message numerus="yes">
        <source>%n partition(s) could not be read.</source>
        <translation>
            <numerusform>%n partition could not be read.</numerusform>
            <numerusform>%n partitions could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordTreeModel</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestsPane</name>
    <message numerus="yes">
        <source>the last %n</source>
        <translation>
            <numerusform>the last %n</numerusform>
            <numerusform>the last %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SandboxEvents</name>
    <message numerus="yes">
        <source>%n leader(s) moved</source>
        <translation>
            <numerusform>%n leader moved</numerusform>
            <numerusform>%n leaders moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) lack a replica</source>
        <translation>
            <numerusform>%n partition lacks a replica</numerusform>
            <numerusform>%n partitions lack a replica</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n leader(s) moved to broker %1</source>
        <translation>
            <numerusform>%n leader moved to broker %1</numerusform>
            <numerusform>%n leaders moved to broker %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more partition(s) out of sync</source>
        <translation>
            <numerusform>%n more partition out of sync</numerusform>
            <numerusform>%n more partitions out of sync</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more partition(s) in sync</source>
        <translation>
            <numerusform>%n more partition in sync</numerusform>
            <numerusform>%n more partitions in sync</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SandboxPage</name>
    <message numerus="yes">
        <source>All %n partition(s) in sync</source>
        <translation>
            <numerusform>The one partition in sync</numerusform>
            <numerusform>All %n partitions in sync</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>Connected, %1 of %n broker(s)</source>
        <translation>
            <numerusform>Connected, %1 of %n broker</numerusform>
            <numerusform>Connected, %1 of %n brokers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending change(s)</source>
        <translation>
            <numerusform>%n pending change</numerusform>
            <numerusform>%n pending changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwitcherButton</name>
    <message numerus="yes">
        <source>%n broker(s)</source>
        <translation>
            <numerusform>%n broker</numerusform>
            <numerusform>%n brokers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopicPage</name>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replica(s)</source>
        <translation>
            <numerusform>%n replica</numerusform>
            <numerusform>%n replicas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Topics</name>
    <message numerus="yes">
        <source>%n without leader</source>
        <translation>
            <numerusform>%n without leader</numerusform>
            <numerusform>%n without leader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n under-replicated</source>
        <translation>
            <numerusform>%n under-replicated</numerusform>
            <numerusform>%n under-replicated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n below min ISR</source>
        <translation>
            <numerusform>%n below min ISR</numerusform>
            <numerusform>%n below min ISR</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at min ISR</source>
        <translation>
            <numerusform>%n at min ISR</numerusform>
            <numerusform>%n at min ISR</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopicsPage</name>
    <message numerus="yes">
        <source>Delete %n topic(s)...</source>
        <translation>
            <numerusform>Delete %n topic...</numerusform>
            <numerusform>Delete %n topics...</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
</context>
</TS>
